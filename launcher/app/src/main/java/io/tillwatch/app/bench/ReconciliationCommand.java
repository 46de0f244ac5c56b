package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tillwatch bench reconciliation}. */
@Command(
        name = "reconciliation",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the bulk reconciliation (Flink mini cluster, 256 MB of managed memory) against DuckDB doing the key"
                    + " and the session step on the same files: processor time, memory and time of whole cold processes.",
            "Both must find exactly the breaks that were planted; the exit code is 1 when one is missed or invented."
        },
        footer = {"", "Example: ./tillwatch bench reconciliation --rows 1000000 --json", "See docs/benchmarks.md"})
final class ReconciliationCommand implements Callable<Integer> {
    private static final int WRONG = 1;
    private static final long FEWEST = 1_000;
    private static final long MOST = 100_000_000;
    private static final long MOST_STREAMED = 200_000;
    private static final long USUAL = 1_000_000;
    private static final long USUAL_STREAMED = 20_000;

    @Option(
            names = "--rows",
            description = "receipts, with about as many orders; files are kept for the next time; default: 1000000,"
                    + " with --streaming 20000")
    private @Nullable Long rows;

    @Option(
            names = "--streaming",
            description =
                    "measures the streaming job instead, on a cluster of processes with a checkpoint every second:"
                            + " what it takes in, and how soon it is back when its task manager was killed")
    private boolean streaming;

    @Option(
            names = "--at-least-once",
            description = "with --streaming: without the transactions that make each result show once")
    private boolean atLeastOnce;

    @Option(names = "--rounds", defaultValue = "1", description = "default: ${DEFAULT-VALUE}; medians are told")
    private int rounds;

    @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".tillwatch/bench",
            description = "files, reports and what is spilled; default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // has a default
    private Path dataDir;

    @Option(names = "--json", description = "prints the figures as one JSON object")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        long count = rows != null ? rows : streaming ? USUAL_STREAMED : USUAL;
        if (count < FEWEST || count > (streaming ? MOST_STREAMED : MOST)) {
            throw new UserError("--rows must lie between 1000 and " + (streaming ? MOST_STREAMED : MOST));
        }
        if (streaming) {
            return streaming((int) count);
        }
        if (rounds < 1 || rounds > 99) {
            throw new UserError("--rounds must lie between 1 and 99");
        }
        ReconciliationBench.Report report =
                new ReconciliationBench(count, seed, rounds, dataDir.resolve("reconciliation")).run();
        Printed.tell(spec, json, report, terminal -> print(report, terminal));
        return report.wrong() == 0 && report.duckDbWrong() == 0 ? 0 : WRONG;
    }

    private int streaming(int receipts) {
        StreamingBench.Report report = new StreamingBench(receipts, !atLeastOnce, dataDir.resolve("streaming")).run();
        Printed.tell(spec, json, report, terminal -> print(report, terminal));
        return report.wrong() == 0 ? 0 : WRONG;
    }

    private static void print(StreamingBench.Report report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d documents, %,.0f a second with a checkpoint every %d ms, %s, %,d MB task manager%n",
                report.documents(),
                report.documentsPerSecond(),
                report.checkpointMillis(),
                report.delivery(),
                report.taskManagerRssMb());
        out.printf(
                Locale.ROOT,
                "  back %.2f s after the task manager was killed; %,d cases, %,d written again, wrong: %d%n",
                report.recoverySeconds(),
                report.cases(),
                report.writtenAgain(),
                report.wrong());
    }

    private static void print(ReconciliationBench.Report report, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%,d receipts in %,d MB, %,d planted breaks, %,d bad lines, seed %d%n",
                report.rows(),
                report.inputMb(),
                report.planted(),
                report.badLines(),
                report.seed());
        out.printf(
                Locale.ROOT,
                "  job    %6.2f s processor (%.2f s until the engine stood, %.2f s work), %6.2f s wall, %,d MB at most,"
                        + " wrong: %d%n",
                report.cpuSeconds(),
                report.startCpuSeconds(),
                report.workCpuSeconds(),
                report.wallSeconds(),
                report.peakRssMb(),
                report.wrong());
        out.printf(
                Locale.ROOT,
                "  DuckDB %6.2f s processor, %6.2f s wall, %,d MB at most, wrong: %d%n",
                report.duckDbCpuSeconds(),
                report.duckDbWallSeconds(),
                report.duckDbPeakRssMb(),
                report.duckDbWrong());
        out.printf(Locale.ROOT, "  processor time job / DuckDB: %.3f%n", report.ratioToDuckDb());
    }
}
