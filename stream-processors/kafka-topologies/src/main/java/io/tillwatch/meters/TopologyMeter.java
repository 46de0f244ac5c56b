package io.tillwatch.meters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the room of topologies measures. */
public enum TopologyMeter implements Described {
    FLOW_EVENTS(
            "tillwatch.flow.events",
            Kind.COUNTER,
            null,
            List.of("flow", "outcome"),
            "Events that reached the log; in_time or late by the first objective of their flow."),
    FLOW_CALLS(
            "tillwatch.flow.calls",
            Kind.COUNTER,
            null,
            List.of("flow", "system", "outcome"),
            "API calls that were observed: ok, failed or throttled."),
    FLOW_CALL_DURATION(
            "tillwatch.flow.call.duration",
            Kind.TIMER,
            "seconds",
            List.of("flow", "system"),
            "Latency of API calls that were observed and not throttled."),
    FLOW_WEBHOOKS(
            "tillwatch.flow.webhook.attempts",
            Kind.COUNTER,
            null,
            List.of("flow", "outcome"),
            "Attempts to deliver webhooks: ok or failed."),
    FLOW_QUARANTINED(
            "tillwatch.flow.quarantined",
            Kind.COUNTER,
            null,
            List.of("flow"),
            "Records that were put aside, by the flow that they name."),
    GROUP_LAG(
            "tillwatch.group.lag",
            Kind.GAUGE,
            "records",
            List.of("group", "topic"),
            "Records that wait for a consumer group, markers of transactions not among them where it stands."),
    GROUP_AGE(
            "tillwatch.group.lag.age",
            Kind.GAUGE,
            "seconds",
            List.of("group", "topic"),
            "For how long the oldest record has waited for a consumer group; 0 when level."),
    GROUP_LOST(
            "tillwatch.group.lost",
            Kind.GAUGE,
            "records",
            List.of("group", "topic"),
            "Records that retention took away before the group read them."),
    GROUP_STATUS(
            "tillwatch.group.status",
            Kind.GAUGE,
            null,
            List.of("group", "topic", "status"),
            "1 for the status that a consumer group has: OK, SLOW, STALLED, STOPPED, REWOUND, SILENT or UNKNOWN.");

    private final String meter;
    private final Kind kind;
    private final @Nullable String unit;
    private final String tags;
    private final String help;

    TopologyMeter(String meter, Kind kind, @Nullable String unit, List<String> tags, String help) {
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
        return "health";
    }
}
