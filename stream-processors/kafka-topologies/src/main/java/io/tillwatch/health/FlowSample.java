package io.tillwatch.health;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one meter saw of one flow in a short span.
 *
 * @param minute world minute in which it was seen
 * @param events records of the flow
 * @param inTime of these, those that arrived within the flow's first objective
 * @param lags clock name to encoded sketch
 * @param tallies by name, such as {@code refund:psp} or {@code throttled:odoo}
 * @param nodes last words on sources and queues
 * @param accounts cumulative {input, duplicates} by account
 * @param pulses signs of life by source
 * @param expiries last words on certificates and keys
 * @param causes entries of the calendar that concern the flow, by id
 */
record FlowSample(
        String flow,
        Instant minute,
        long events,
        long inTime,
        Map<String, String> lags,
        Map<String, Tally> tallies,
        Map<String, NodeReport> nodes,
        Map<String, long[]> accounts,
        Map<String, Pulse> pulses,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Expiry> expiries,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, KnownCause> causes) {

    FlowSample {
        causes = causes == null ? Map.of() : causes;
        expiries = expiries == null ? Map.of() : expiries;
    }

    static final String OFFLINE = "offline";
    static final String TRANSPORT = "transport";
    static final String OURS = "ours";

    /** The tally of what was put aside, and of what of it came again with other content. */
    static final String QUARANTINE = "quarantine";

    static final String CONFLICT = "conflict";

    static FlowSample none(String flow, Instant minute) {
        return new FlowSample(flow, minute, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** Both together; of the same minute. Nodes, accounts, pulses, expiries and causes are not of a minute and stay behind. */
    FlowSample plus(FlowSample other) {
        Map<String, String> bothLags = new TreeMap<>(lags);
        other.lags.forEach((clock, sketch) -> bothLags.merge(clock, sketch, LagSketch::merge));
        Map<String, Tally> bothTallies = new TreeMap<>(tallies);
        other.tallies.forEach((name, tally) -> bothTallies.merge(name, tally, Tally::plus));
        return new FlowSample(
                flow,
                minute,
                events + other.events,
                inTime + other.inTime,
                bothLags,
                bothTallies,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }
}
