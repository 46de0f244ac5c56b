package io.tillwatch.contracts.flow;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One flow of the integration fabric.
 *
 * @param tier criticality, 1 (highest) to 4
 * @param systems source and target systems, first to last
 * @param topics topics whose records it carries
 * @param upstream flows that feed it
 * @param sources who emits its events and its telemetry, with {@code *} for any run of characters; empty: not declared
 * @param callers who makes its calls, likewise
 * @param groups consumer groups that carry it, likewise
 * @param zones time zones in which its sources live, such as {@code Europe/London}; the first is that of its days
 * @param steps of orders for which it answers: accepted, ready, shipped, delivered; a step that none names is the flow's
 *     that brought the order
 * @param longestOffline how long a source may be silent or late by design
 * @param clockTolerance how far ahead a source clock may run before it is clamped
 * @param rto recovery time objective
 * @param rpo recovery point objective
 * @param fallback declared degradation
 * @param systemOfRecord business object to the system that is right about it
 */
public record Flow(
        String id,
        String name,
        String owner,
        int tier,
        LatencyClass latency,
        List<String> systems,
        List<String> topics,
        List<String> upstream,
        List<String> sources,
        List<String> callers,
        List<String> groups,
        List<String> zones,
        List<String> steps,
        Duration longestOffline,
        Duration clockTolerance,
        Duration rto,
        Duration rpo,
        String fallback,
        List<Slo> slos,
        String escalation,
        String runbook,
        @Nullable String systemOfRecord) {
    private static final List<String> STEPS = List.of("accepted", "ready", "shipped", "delivered");

    public Flow {
        requireText(id, "id");
        requireText(name, id + ".name");
        requireText(owner, id + ".owner");
        check(tier >= 1 && tier <= 4, id + ".tier must be 1 to 4");
        check(latency != null, id + ".latency is missing: realtime, near or batch");
        check(rto != null, id + ".rto is missing: a flow needs a recovery objective");
        check(rpo != null, id + ".rpo is missing: a flow needs a recovery objective");
        requireText(fallback, id + ".fallback");
        requireText(escalation, id + ".escalation");
        requireText(runbook, id + ".runbook");
        systems = systems == null ? List.of() : List.copyOf(systems);
        topics = topics == null ? List.of() : List.copyOf(topics);
        upstream = upstream == null ? List.of() : List.copyOf(upstream);
        sources = sources == null ? List.of() : List.copyOf(sources);
        callers = callers == null ? List.of() : List.copyOf(callers);
        groups = groups == null ? List.of() : List.copyOf(groups);
        zones = zones == null ? List.of() : List.copyOf(zones);
        for (String zone : zones) {
            check(ZoneId.getAvailableZoneIds().contains(zone), id + ".zones: there is no time zone " + zone);
        }
        steps = steps == null ? List.of() : List.copyOf(steps);
        check(STEPS.containsAll(steps), id + ".steps must be of " + STEPS);
        slos = slos == null ? List.of() : List.copyOf(slos);
        longestOffline = longestOffline == null ? Duration.ZERO : longestOffline;
        clockTolerance = clockTolerance == null ? Duration.ofMinutes(5) : clockTolerance;
    }

    /** The zone of its days: the first that it names, or UTC. */
    public ZoneId zone() {
        return zones.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zones.get(0));
    }

    static String requireText(@Nullable String value, String field) {
        check(value != null && !value.isBlank(), field + " is missing");
        return value == null ? "" : value;
    }

    static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("flow catalogue: " + message);
        }
    }
}
