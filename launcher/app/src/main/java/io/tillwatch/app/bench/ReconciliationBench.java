package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The bulk job and DuckDB on the same files, turn by turn, each in a cold process of its own. */
final class ReconciliationBench {
    /** As {@code ./tillwatch reconcile} runs, with a smaller heap. */
    private static final List<String> FLINK_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms256m",
            "-Xmx640m",
            "-Xss512k",
            "--add-opens=java.base/java.util=ALL-UNNAMED");

    private static final List<String> DUCKDB_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx128m");
    private static final int SHOWN = 5;

    private final long rows;
    private final long seed;
    private final int rounds;
    private final Path dataDir;

    ReconciliationBench(long rows, long seed, int rounds, Path dataDir) {
        this.rows = rows;
        this.seed = seed;
        this.rounds = rounds;
        this.dataDir = dataDir;
    }

    /** One turn of each side. */
    record Round(ProcessCost flink, ProcessCost duckDb) {
        double ratio() {
            return flink.cpuSeconds() / duckDb.cpuSeconds();
        }
    }

    /**
     * What it came to, medians of the rounds.
     *
     * @param rows receipts, and about as many orders
     * @param inputMb of all files
     * @param ratioToDuckDb processor time of the job divided by that of DuckDB
     * @param startCpuSeconds of cpuSeconds, what had gone until the engine stood: JVM, classes, Flink
     * @param workCpuSeconds the rest: reading, comparing, judging, and the compilers that work the while
     * @param planted breaks
     * @param wrong breaks that the job missed or invented; must be 0
     * @param duckDbWrong the same of DuckDB
     */
    record Report(
            long rows,
            long inputMb,
            double ratioToDuckDb,
            double cpuSeconds,
            double startCpuSeconds,
            double workCpuSeconds,
            double wallSeconds,
            long peakRssMb,
            double duckDbCpuSeconds,
            double duckDbWallSeconds,
            long duckDbPeakRssMb,
            int planted,
            int badLines,
            long wrong,
            long duckDbWrong,
            List<Round> rounds,
            long seed) {}

    Report run() {
        try {
            BookFiles files = BookWriter.write(rows, seed, dataDir);
            List<String> truth = BookWriter.truth(files);
            Path out = Files.createDirectories(dataDir.resolve("out"));
            List<String> options = new ArrayList<>(FLINK_OPTIONS);
            options.addAll(Child.ownArchive());
            List<Round> done = new ArrayList<>();
            long wrong = 0;
            long duckDbWrong = 0;
            for (int round = 0; round < rounds; round++) {
                List<String> arguments = List.of(
                        files.directory().toAbsolutePath().toString(),
                        out.toAbsolutePath().toString());
                ProcessCost flink = Child.run(BulkProcess.class, Child.ownClassPath(), options, arguments);
                ProcessCost duckDb = Child.run(DuckDbProcess.class, Child.benchClassPath(), DUCKDB_OPTIONS, arguments);
                done.add(new Round(flink, duckDb));
                wrong += differences("the job", truth, BulkProcess.found(out));
                wrong += Math.abs(flink.figures().getOrDefault("badLines", 0L) - files.badLines());
                duckDbWrong += differences("DuckDB", truth, DuckDbProcess.found(out));
            }
            return report(done, files, truth.size(), wrong, duckDbWrong);
        } catch (IOException e) {
            throw new UserError("the measurement cannot read or write below " + dataDir + ": " + e.getMessage(), e);
        }
    }

    private Report report(List<Round> done, BookFiles files, int planted, long wrong, long duckDbWrong)
            throws IOException {
        long bytes = 0;
        try (var all = Files.list(files.directory())) {
            for (Path file : all.toList()) {
                bytes += Files.size(file);
            }
        }
        return new Report(
                rows,
                bytes >> 20,
                Figures.round(median(done, Round::ratio), 3),
                median(done, round -> round.flink().cpuSeconds()),
                Figures.round(median(done, ReconciliationBench::startCpu), 2),
                Figures.round(median(done, round -> round.flink().cpuSeconds() - startCpu(round)), 2),
                median(done, round -> round.flink().wallSeconds()),
                (long) median(done, round -> round.flink().peakRssMb()),
                median(done, round -> round.duckDb().cpuSeconds()),
                median(done, round -> round.duckDb().wallSeconds()),
                (long) median(done, round -> round.duckDb().peakRssMb()),
                planted,
                files.badLines(),
                wrong,
                duckDbWrong,
                done,
                seed);
    }

    private static double startCpu(Round round) {
        return round.flink().figures().getOrDefault("startCpuMillis", 0L) / 1e3;
    }

    private static double median(List<Round> done, ToDoubleFunction<Round> figure) {
        return Figures.median(done.stream().map(figure::applyAsDouble).toList());
    }

    /** How many were missed or invented; the first are told on the error stream. */
    private static long differences(String who, Collection<String> truth, Collection<String> found) {
        List<String> missed = new ArrayList<>(truth);
        found.forEach(missed::remove);
        List<String> invented = new ArrayList<>(found);
        truth.forEach(invented::remove);
        missed.stream().limit(SHOWN).forEach(one -> System.err.println(who + " missed " + one));
        invented.stream().limit(SHOWN).forEach(one -> System.err.println(who + " invented " + one));
        return (long) missed.size() + invented.size();
    }
}
