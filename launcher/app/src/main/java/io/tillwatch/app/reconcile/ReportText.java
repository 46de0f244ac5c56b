package io.tillwatch.app.reconcile;

import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.reconciliation.ReconciliationReport;
import java.io.PrintWriter;
import java.util.List;

/** A report for reading: what it came to, then the breaks, most money first. */
final class ReportText {
    private static final int SHOWN = 20;

    private ReportText() {}

    static void print(ReconciliationReport report, PrintWriter out) {
        ReconciliationReport.Summary summary = report.summary();
        out.printf(
                "%d sales (%d delivered again), %d matched, %d breaks, %d not due yet; books as of %s%n",
                summary.sales(),
                summary.duplicates(),
                summary.matched(),
                summary.mismatched(),
                summary.expected(),
                report.asOf());
        summary.mismatchedByKind().forEach((kind, count) -> out.printf("  %-22s %5d%n", kind, count));
        List<ReconciliationCase> breaks = report.cases().stream()
                .filter(found -> found.breakClass() == BreakClass.MISMATCHED)
                .toList();
        breaks.stream().limit(SHOWN).forEach(found -> line(found, out));
        if (breaks.size() > SHOWN) {
            out.printf("... and %d more; --report writes them all%n", breaks.size() - SHOWN);
        }
        report.problems().stream().limit(SHOWN).forEach(problem -> out.println("not read: " + problem));
        if (report.problems().size() > SHOWN) {
            out.printf(
                    "... and %d more that could not be read%n",
                    report.problems().size() - SHOWN);
        }
    }

    private static void line(ReconciliationCase found, PrintWriter out) {
        String about = found.sales().isEmpty()
                ? found.facts().getOrDefault("session", String.valueOf(found.postings()))
                : String.join(", ", found.sales());
        out.printf("%-20s %12s  %s: %s%n", found.kind(), found.valueAtRisk(), about, found.explanation());
    }
}
