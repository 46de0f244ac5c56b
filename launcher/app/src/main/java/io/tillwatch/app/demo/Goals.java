package io.tillwatch.app.demo;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.simulator.Manifest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a fault day is held against. Faults that only a model can find are counted, and are no goal yet. */
final class Goals {
    private static final Set<IncidentKind> OF_MODELS = EnumSet.of(
            IncidentKind.TRANSACTION_ANOMALY,
            IncidentKind.EXCEPTION_NEW,
            IncidentKind.CONTRACT_DRIFT,
            IncidentKind.DEMAND_SURGE,
            IncidentKind.CAPACITY_RISK,
            IncidentKind.MODEL_DRIFT);
    private static final double MOST_FALSE = 0.5;
    private static final double LEAST_SIGNALS = 20;
    private static final double LEAST_FIRST = 0.7;
    private static final double LEAST_IN_THREE = 0.9;
    private static final double LEAST_COST = 0.8;
    private static final double MEDIAN_MILLIS = 1000;
    private static final double WORST_MILLIS = 3000;

    private Goals() {}

    static boolean byRule(Report.FaultResult fault) {
        return !OF_MODELS.contains(IncidentKind.valueOf(fault.expected()));
    }

    static List<Report.Goal> of(Report.Incidents incidents, Report.Latency latency, Manifest manifest) {
        List<Report.FaultResult> byRule =
                incidents.faults().stream().filter(Goals::byRule).toList();
        long told = byRule.stream().filter(Report.FaultResult::detected).count();
        long inTime = byRule.stream().filter(Report.FaultResult::inTime).count();
        long asOne = byRule.stream().filter(fault -> fault.incidents() == 1).count();
        int all = byRule.size();
        List<Report.Goal> goals = new ArrayList<>();
        goals.add(new Report.Goal("faults told", all + " of " + all, told + " of " + all, told == all));
        goals.add(new Report.Goal("in time", all + " of " + all, inTime + " of " + all, inTime == all));
        goals.add(new Report.Goal("one incident each", all + " of " + all, asOne + " of " + all, asOne == all));
        boolean silent = incidents.falsePerHour() <= MOST_FALSE;
        goals.add(new Report.Goal("false an hour", "<= 0.5", two(incidents.falsePerHour()), silent));
        goals.add(atLeast("signals an incident", LEAST_SIGNALS, incidents.signalsPerIncident()));
        goals.add(atLeast("cause ranks first", LEAST_FIRST, incidents.causeFirst()));
        goals.add(atLeast("cause in first three", LEAST_IN_THREE, incidents.causeInThree()));
        goals.add(
                atLeast("cost in first five", LEAST_COST, incidents.costInFive().share()));
        goals.add(new Report.Goal(
                "event to incident, immediate",
                "p50 < 1 s, p99 < 3 s",
                String.format(Locale.ROOT, "p50 %.0f ms, p99 %.0f ms", latency.p50(), latency.p99()),
                latency.p50() < MEDIAN_MILLIS && latency.p99() < WORST_MILLIS));
        boolean quiet = manifest.faults().stream().anyMatch(fault -> fault.expectedIncident() == null);
        if (quiet) {
            boolean paged = incidents.falseIncidents().stream().anyMatch(one -> one.contains("DEMAND_SURGE"));
            goals.add(new Report.Goal("known promotion", "pages nobody", paged ? "paged" : "paged nobody", !paged));
        }
        return List.copyOf(goals);
    }

    private static Report.Goal atLeast(String name, double wanted, double seen) {
        return new Report.Goal(name, ">= " + wanted, two(seen), seen >= wanted);
    }

    private static String two(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }
}
