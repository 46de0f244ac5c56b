package io.tillwatch.console;

import io.tillwatch.meters.Described;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the console measures: the last word of the output topics, as people see it, and its own requests. */
public enum ConsoleMeter implements Described {
    FLOW_STATUS(
            "tillwatch.flow.status",
            Kind.GAUGE,
            null,
            List.of("flow", "status"),
            "1 for the status that a flow has, as on the page of flows."),
    FLOW_HEAD("tillwatch.flow.head.age", "seconds", "Age of the oldest event that is not through; 0 when level."),
    FLOW_BACKLOG("tillwatch.flow.backlog", "events", "Events that are known to wait."),
    FLOW_LAG(
            "tillwatch.flow.lag",
            Kind.GAUGE,
            "seconds",
            List.of("flow", "clock", "percentile"),
            "Lag of the last ten minutes by clock (offline, transport, ours), at p50, p95 and p99."),
    FLOW_DUPLICATES("tillwatch.flow.duplicate", "ratio", "Share of duplicates in the last ten minutes' input."),
    FLOW_QUARANTINE("tillwatch.flow.quarantine", "ratio", "Share of the last ten minutes' input that was put aside."),
    FLOW_ERRORS("tillwatch.flow.error", "ratio", "Share of calls, deliveries and payments that failed lately."),
    SLO_OBJECTIVE("tillwatch.slo.objective", Kind.GAUGE, "ratio", List.of("flow", "slo"), "The share promised."),
    SLO_ATTAINMENT(
            "tillwatch.slo.attainment",
            Kind.GAUGE,
            "ratio",
            List.of("flow", "slo"),
            "The share kept in the last hour; none while nothing came."),
    SLO_BUDGET(
            "tillwatch.slo.budget.left",
            Kind.GAUGE,
            "ratio",
            List.of("flow", "slo"),
            "Share of the last hour's error budget that is left; negative when overspent."),
    SLO_PERIOD_ATTAINMENT(
            "tillwatch.slo.period.attainment",
            Kind.GAUGE,
            "ratio",
            List.of("flow", "slo", "period"),
            "The share kept in the business day so far, the last seven and the last thirty: day, week or month; none while"
                    + " nothing came."),
    SLO_PERIOD_BUDGET(
            "tillwatch.slo.period.budget.left",
            Kind.GAUGE,
            "ratio",
            List.of("flow", "slo", "period"),
            "Share of that period's error budget that is left; negative when overspent."),
    RECORDS(
            "tillwatch.records",
            Kind.COUNTER,
            null,
            List.of("component", "outcome"),
            "What became of every record: applied, duplicate, late, quarantined or ignored."),
    CASES(
            "tillwatch.reconciliation.cases",
            Kind.GAUGE,
            null,
            List.of("kind"),
            "Open differences between sales and books, by kind; without those not due yet."),
    INCIDENTS("tillwatch.incidents", Kind.GAUGE, null, List.of("priority"), "Incidents that are not resolved."),
    REQUESTS(
            "tillwatch.console.requests",
            Kind.TIMER,
            "seconds",
            List.of("path", "status"),
            "HTTP requests that were answered."),
    STREAMS("tillwatch.console.streams", Kind.GAUGE, null, List.of(), "Live connections of browsers.");

    private final String meter;
    private final Kind kind;
    private final @Nullable String unit;
    private final String tags;
    private final String help;

    ConsoleMeter(String meter, String unit, String help) {
        this(meter, Kind.GAUGE, unit, List.of("flow"), help);
    }

    ConsoleMeter(String meter, Kind kind, @Nullable String unit, List<String> tags, String help) {
        this.meter = meter;
        this.kind = kind;
        this.unit = unit;
        this.tags = String.join(" ", tags);
        this.help = help;
    }

    @Override
    public String meter() {
        return meter;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String unit() {
        return unit;
    }

    @Override
    public List<String> tags() {
        return tags.isEmpty() ? List.of() : List.of(tags.split(" ", -1));
    }

    @Override
    public String help() {
        return help;
    }

    @Override
    public String role() {
        return "console";
    }
}
