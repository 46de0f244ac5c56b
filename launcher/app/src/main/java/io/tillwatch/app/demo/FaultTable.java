package io.tillwatch.app.demo;

import io.tillwatch.app.assembly.Terminal;
import java.util.Locale;

/** A fault day for reading: a line a fault, then the goals and whether they were met. */
final class FaultTable {
    private static final double SECONDS_OF_A_MINUTE = 60;
    private static final double MINOR = 100;

    private FaultTable() {}

    static void print(Report report, Terminal terminal) {
        terminal.line("");
        terminal.line(String.format(
                "  %-25s %-22s %-9s %9s %9s %5s %9s",
                "fault", "incident", "told", "after min", "incidents", "cause", "cost"));
        report.incidents().faults().forEach(fault -> terminal.line(line(fault)));
        report.incidents().falseIncidents().forEach(one -> terminal.line("  false: " + one));
        terminal.line("");
        report.goals()
                .forEach(goal -> terminal.line(String.format(
                        "%-22s %-22s %-28s %s",
                        goal.name(), goal.wanted(), goal.seen(), goal.met() ? "met" : "NOT MET")));
        long met = report.goals().stream().filter(Report.Goal::met).count();
        terminal.line("verdict      " + met + " of " + report.goals().size() + " goals of the fault day met");
        terminal.line("");
    }

    private static String line(Report.FaultResult fault) {
        Double seconds = fault.seconds();
        Integer rank = fault.causeRank();
        return String.format(
                Locale.ROOT,
                "  %-25s %-22s %-9s %9s %9d %5s %9.2f",
                fault.fault(),
                fault.expected(),
                fault.detected()
                        ? (fault.inTime() ? "P" + fault.priority() : "P" + fault.priority() + " late")
                        : "NOT TOLD",
                seconds == null ? "-" : String.format(Locale.ROOT, "%.1f", seconds / SECONDS_OF_A_MINUTE),
                fault.incidents(),
                rank == null ? "-" : rank.toString(),
                fault.cost() / MINOR);
    }
}
