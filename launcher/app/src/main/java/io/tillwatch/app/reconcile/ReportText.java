package io.tillwatch.app.reconcile;

import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.Status;
import io.tillwatch.reconciliation.ReconciliationReport;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report for reading: what it came to, then the breaks, most money first. */
final class ReportText {
    private static final int SHOWN = 20;
    private static final int LISTED = 200;

    private ReportText() {}

    static void print(ReconciliationReport report, @Nullable URI odoo, PrintWriter out) {
        ReconciliationReport.Summary summary = report.summary();
        out.printf(
                Locale.ROOT,
                "%d sales (%d delivered again), %d matched, %d breaks, %d not due yet; books as of %s%n",
                summary.sales(),
                summary.duplicates(),
                summary.matched(),
                summary.mismatched(),
                summary.expected() + summary.pending(),
                report.asOf());
        summary.mismatchedByKind().forEach((kind, count) -> out.printf("  %-22s %5d%n", kind, count));
        List<ReconciliationCase> breaks = report.cases().stream()
                .filter(found -> found.breakClass() == BreakClass.MISMATCHED)
                .toList();
        breaks.stream().limit(SHOWN).forEach(found -> line(found, odoo, out));
        if (breaks.size() > SHOWN) {
            out.printf("... and %d more; --report writes them all%n", breaks.size() - SHOWN);
        }
        report.problems().stream().limit(LISTED).forEach(problem -> out.println("not read: " + problem));
        if (report.problems().size() > LISTED) {
            out.printf(
                    "... and %d more that could not be read; --report writes them all%n",
                    report.problems().size() - LISTED);
        }
        report.coverage()
                .gaps()
                .forEach(gap -> out.println("not seen: " + gap + ", and what needs them was not judged"));
    }

    private static void line(ReconciliationCase found, @Nullable URI odoo, PrintWriter out) {
        String about = found.sales().isEmpty()
                ? found.facts().getOrDefault("session", postings(found))
                : String.join(", ", found.sales());
        out.printf("%-20s %12s  %s: %s%n", found.kind(), found.valueAtRisk(), about, found.explanation());
        if (found.status() == Status.SUGGESTED) {
            out.printf(
                    "%34ssuggested, with %s to choose from%n",
                    "", found.facts().getOrDefault("alternatives", "nothing else"));
        }
        out.printf("%34s%s: %s%n", "", found.audience(), found.action());
        String link = OdooLinks.of(odoo, found);
        if (link != null) {
            out.printf("%34s%s%n", "", link);
        }
    }

    private static String postings(ReconciliationCase found) {
        return String.join(
                ", ",
                found.postings().stream()
                        .map(posting -> posting.name() == null ? posting.model() + " " + posting.id() : posting.name())
                        .toList());
    }
}
