package io.tillwatch.app.bench;

import io.tillwatch.app.reconcile.BulkRun;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.reconciliation.ReconciliationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The Flink side of the measurement: one cold process, one run, a report in a file. */
final class BulkProcess {
    static final Instant AS_OF = Instant.parse("2026-03-12T12:00:00Z");
    static final String REPORT = "report.json";

    private BulkProcess() {}

    /** @param args directory of the files, directory to write into */
    public static void main(String[] args) throws IOException {
        Path books = Path.of(args[0]);
        Path out = Path.of(args[1]);
        BulkRun.Result result =
                BulkRun.run(List.of(books.resolve("sales.csv")), books, AS_OF, out.resolve(REPORT), out);
        Map<String, Long> figures = Map.of(
                "matched", (long) result.report().matched(),
                "badLines", (long) result.report().problems().size(),
                "startCpuMillis", result.cpuOfStart().toMillis());
        System.out.println(
                new String(Json.bytes(ProcessCost.here(figures)), StandardCharsets.UTF_8)); // the parent reads it
    }

    /** What it found, {@code KIND,key} as the truth has it, in order. */
    static List<String> found(Path out) throws IOException {
        ReconciliationReport report = Json.read(Files.readAllBytes(out.resolve(REPORT)), ReconciliationReport.class);
        return report.cases().stream().map(BulkProcess::key).sorted().toList();
    }

    private static String key(ReconciliationCase found) {
        String key = found.level() == ReconciliationCase.Level.SALE
                ? found.sales().get(0)
                : found.level() == ReconciliationCase.Level.SESSION
                        ? Long.toString(found.sessions().get(0))
                        : Long.toString(found.postings().get(0).id());
        return found.kind() + "," + key;
    }
}
