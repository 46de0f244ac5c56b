package io.tillwatch.app.demo;

import io.tillwatch.app.assembly.Terminal;

/** The report for reading, a line a question. */
final class ReportText {
    private ReportText() {}

    static void print(Report report, Terminal terminal) {
        Report.Account total = report.accounting().total();
        terminal.line("");
        if (report.world().waitedSeconds() > 0) {
            terminal.line(String.format(
                    "pace         the world waited %.1f s for this machine",
                    report.world().waitedSeconds()));
        }
        terminal.line(String.format(
                "records      %,d in: %,d applied, %,d duplicate, %,d late, %,d quarantined, %,d ignored: %s",
                total.input(),
                total.applied(),
                total.duplicate(),
                total.late(),
                total.quarantined(),
                total.ignored(),
                report.accounting().balanced() ? "balanced" : "NOT BALANCED"));
        terminal.line(String.format(
                "stock        %,d positions, %,d wrong",
                report.stock().positions(), report.stock().wrong()));
        report.stock().examples().forEach(example -> terminal.line("             " + example));
        Report.Reconciliation books = report.reconciliation();
        terminal.line(String.format(
                "books        %d of %d planted breaks found, precision %.2f, recall %.2f",
                books.found(), books.planted(), books.precision(), books.recall()));
        Report.Incidents incidents = report.incidents();
        terminal.line(String.format(
                "incidents    %d of %d faults told, %d incidents from %.1f signals each, %.2f false an hour",
                incidents.detected(),
                incidents.planted(),
                incidents.opened(),
                incidents.signalsPerIncident(),
                incidents.falsePerHour()));
        if (report.goals().isEmpty()) {
            incidents.faults().stream()
                    .filter(fault -> !fault.detected())
                    .forEach(fault ->
                            terminal.line("             not told: " + fault.fault() + " (" + fault.expected() + ")"));
        } else {
            FaultTable.print(report, terminal);
        }
        terminal.line(String.format(
                "latency      event to position p50 %.0f ms, p99 %.0f ms; to incident p50 %.0f ms, p99 %.0f ms, of all kinds",
                report.latencyMs().eventToPosition().p50(),
                report.latencyMs().eventToPosition().p99(),
                report.latencyMs().eventToIncident().p50(),
                report.latencyMs().eventToIncident().p99()));
        terminal.line("memory       " + report.rssMb() + " MB");
        report.failures().forEach(failure -> terminal.line("FAILED       " + failure));
    }
}
