package io.tillwatch.app.reconcile;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.engines.EngineException;
import io.tillwatch.reconciliation.ReconciliationReport;
import io.tillwatch.reconciliation.Rules;
import io.tillwatch.reconciliation.bulk.BulkFiles;
import io.tillwatch.reconciliation.bulk.BulkReconciliationJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reconciles large CSV files on an embedded Flink, in memory that does not grow with them. */
public final class BulkRun {
    private static final int MANAGED_MB = 256;
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final String QUARANTINE = "quarantine.jsonl";

    private BulkRun() {}

    /**
     * What a run came to.
     *
     * @param written the files that are left for people to read
     * @param cpuOfStart processor time of this process up to the moment at which the engine stood and nothing was read
     */
    public record Result(ReconciliationReport report, List<Path> written, Duration cpuOfStart) {}

    /** Whether the sales are CSV: a file of that name, or a directory with some. */
    static boolean isFor(Path sales) {
        return BulkFiles.isCsv(sales) || Files.isDirectory(sales);
    }

    /** @param report where to write the report; null leaves none. What could not be read is put aside next to it */
    static Result run(Path sales, Path export, @Nullable Instant asOf, @Nullable Path report) {
        try {
            Path work = Files.createTempDirectory("tillwatch-reconcile-");
            Path here = report == null ? work.resolve("report.json") : report.toAbsolutePath();
            try {
                Result result = run(csvFiles(sales), export, asOf, here, work);
                return report == null ? new Result(result.report(), List.of(), result.cpuOfStart()) : result;
            } finally {
                delete(work);
            }
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Runs the job.
     *
     * @param work for what does not fit into memory
     * @throws UserError when a file is missing, lacks a column, or has nothing to do with the others
     */
    public static Result run(List<Path> sales, Path export, @Nullable Instant asOf, Path report, Path work) {
        Path quarantine = report.toAbsolutePath().resolveSibling(QUARANTINE);
        try {
            BulkFiles files = BulkFiles.of(sales, export);
            Duration cpuOfStart;
            try (EmbeddedFlink flink = EmbeddedFlink.start(work, 1, MANAGED_MB)) {
                cpuOfStart = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
                var environment = flink.environment();
                BulkReconciliationJob.define(environment, files, Rules.DEFAULT, asOf, report, quarantine);
                flink.await(flink.submit(environment, BulkReconciliationJob.NAME, null), LIMIT);
            }
            ReconciliationReport told = Json.read(Files.readAllBytes(report), ReconciliationReport.class);
            List<Path> written = new ArrayList<>(List.of(report));
            if (!told.problems().isEmpty()) {
                written.add(quarantine);
            } else {
                Files.deleteIfExists(quarantine);
            }
            return new Result(told, written, cpuOfStart);
        } catch (IOException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        } catch (EngineException e) {
            throw new UserError("the reconciliation failed: " + reason(e), e);
        }
    }

    /** What the job itself said, behind what Flink wraps around it. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return message.substring(message.lastIndexOf("Exception: ") < 0 ? 0 : message.lastIndexOf("Exception: ") + 11);
    }

    private static List<Path> csvFiles(Path sales) throws IOException {
        if (!Files.isDirectory(sales)) {
            return List.of(sales);
        }
        try (Stream<Path> files = Files.list(sales)) {
            List<Path> csv = files.filter(BulkFiles::isCsv).sorted().toList();
            if (csv.isEmpty()) {
                throw new UserError(sales + " holds no CSV file: --sales wants sales as CSV there");
            }
            return csv;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
