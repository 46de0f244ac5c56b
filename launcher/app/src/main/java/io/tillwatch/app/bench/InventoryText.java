package io.tillwatch.app.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** The figures as people read them. */
final class InventoryText {
    private static final double BUSY_BELOW = 0.8;

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
        if (report.rounds().stream().anyMatch(round -> round.baselineOnCpu() < BUSY_BELOW)) {
            line(out, "  other programs took part of the machine: the ratio of processor time is the one to believe");
        }
        InventoryReport.Restore restore = report.restore();
        if (restore != null) {
            line(
                    out,
                    "restart %.2f s; restore of %,d keys in %,d changelog records (%,d ledger entries) %.2f s: %,.0f keys/s,"
                            + " %,.0f entries/s",
                    report.restartSeconds(),
                    restore.keys(),
                    restore.records(),
                    restore.ledgerEntries(),
                    restore.seconds(),
                    restore.keysPerSecond(),
                    restore.entriesPerSecond());
        }
        line(
                out,
                "memory %,d MB resident, state %,d MB on disk, seed %d",
                report.rssMb(),
                report.stateMb(),
                report.seed());
    }

    static void print(GrowthBench.Report report, PrintWriter out) {
        line(
                out,
                "%12s %12s %8s %12s %10s %10s %11s %8s",
                "keys",
                "events/s",
                "ratio",
                "memory MB",
                "state MB",
                "restart s",
                "restore s",
                "wrong");
        report.steps()
                .forEach(step -> line(
                        out,
                        "%,12d %,12.0f %8.3f %,12d %,10d %10.2f %11.2f %8d",
                        step.keys(),
                        step.eventsPerSecond(),
                        step.ratioToConsumeAndParse(),
                        step.rssMb(),
                        step.stateMb(),
                        step.restartSeconds(),
                        step.restoreSeconds(),
                        step.wrong()));
    }

    static void print(HttpBench.Report report, PrintWriter out) {
        line(
                out,
                "at %,.0f events/s and %,.0f reads/s for %.0f s, commit every %d ms, %s",
                report.eventsPerSecond(),
                report.readsPerSecond(),
                report.seconds(),
                report.commitIntervalMillis(),
                report.processingGuarantee());
        print("event to position over HTTP", report.eventToVisibleMillis(), out);
        print("point read over HTTP", report.pointReadMillis(), out);
        line(out, "failures %d, wrong %d, seed %d", report.failures(), report.wrong(), report.seed());
    }

    private static void print(String what, Latency latency, PrintWriter out) {
        line(
                out,
                "  %-28s p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, slowest %.1f ms (%,d)",
                what,
                latency.p50(),
                latency.p95(),
                latency.p99(),
                latency.max(),
                latency.count());
    }

    private static void line(PrintWriter out, String format, Object... figures) {
        out.printf(Locale.ROOT, format + "%n", figures);
    }
}
