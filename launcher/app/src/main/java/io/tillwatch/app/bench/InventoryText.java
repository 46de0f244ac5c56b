package io.tillwatch.app.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** The figures as people read them. */
final class InventoryText {
    private InventoryText() {}

    static void print(InventoryReport report, PrintWriter out) {
        line(
                out,
                "ledger %,.0f events/s, consume and parse %,.0f events/s: ratio %.3f (processor time %.3f)",
                report.eventsPerSecond(),
                report.baselineEventsPerSecond(),
                report.ratioToConsumeAndParse(),
                report.cpuRatioToConsumeAndParse());
        line(
                out,
                "  %,d events with %,d late duplicates on %,d keys, commit every %d ms, %s, wrong: %d",
                report.events(),
                report.duplicates(),
                report.keys(),
                report.commitIntervalMillis(),
                report.processingGuarantee(),
                report.wrong());
        line(
                out,
                "  processor time an event: ledger thread %.2f us, baseline thread %.2f us",
                report.cpuMicrosPerEvent(),
                report.baselineCpuMicrosPerEvent());
        InventoryReport.Side receipts = report.receipts();
        if (receipts != null) {
            line(
                    out,
                    "receipts %,.0f/s, consume and parse %,.0f/s: ratio %.3f (processor time %.3f), wrong: %d",
                    receipts.eventsPerSecond(),
                    receipts.baselineEventsPerSecond(),
                    receipts.ratioToConsumeAndParse(),
                    receipts.cpuRatioToConsumeAndParse(),
                    receipts.wrong());
        }
        InventoryReport.Restore restore = report.restore();
        if (restore != null) {
            line(
                    out,
                    "restart %.2f s; restore of %,d changelog records (%,d ledger entries) %.2f s: %,.0f records/s",
                    report.restartSeconds(),
                    restore.records(),
                    restore.ledgerEntries(),
                    restore.seconds(),
                    restore.recordsPerSecond());
        }
        line(
                out,
                "memory %,d MB resident, state %,d MB on disk, seed %d",
                report.rssMb(),
                report.stateMb(),
                report.seed());
    }

    private static void line(PrintWriter out, String format, Object... figures) {
        out.printf(Locale.ROOT, format + "%n", figures);
    }
}
