package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Samples and memories as meters and judges make them. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    static final FlowCatalogue FLOWS = FlowCatalogue.demo();

    private Samples() {}

    static Flow flow(String id) {
        return FLOWS.find(id).orElseThrow();
    }

    static FlowSample tally(String flow, Instant minute, String name, Tally tally) {
        return new FlowSample(
                flow, minute, 0, 0, Map.of(), Map.of(name, tally), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    static FlowSample node(String flow, Instant minute, String name, NodeReport report) {
        return new FlowSample(
                flow, minute, 0, 0, Map.of(), Map.of(), Map.of(name, report), Map.of(), Map.of(), Map.of(), Map.of());
    }

    static FlowSample account(String flow, Instant minute, String key, long input, long duplicates) {
        return new FlowSample(
                flow,
                minute,
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(key, new long[] {input, duplicates}),
                Map.of(),
                Map.of(),
                Map.of());
    }

    static FlowSample pulses(String flow, Instant minute, Map<String, Pulse> pulses) {
        return new FlowSample(flow, minute, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), pulses, Map.of(), Map.of());
    }

    static FlowSample expiry(String flow, Instant minute, String target, Expiry expiry) {
        return new FlowSample(
                flow, minute, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(target, expiry), Map.of());
    }

    static FlowSample cause(String flow, Instant minute, KnownCause cause) {
        return new FlowSample(
                flow, minute, 0, 0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of("entry", cause));
    }

    static FlowMemory memory(String flow, FlowSample... samples) {
        FlowMemory memory = FlowMemory.none(flow);
        for (FlowSample sample : List.of(samples)) {
            memory = memory.plus(sample);
        }
        return memory;
    }

    /** That many failures of ten each, at one moment. */
    static Tally failures(int bad, int good, Instant at) {
        Tally tally = Tally.good(good);
        for (int i = 0; i < bad; i++) {
            tally = tally.plus(Tally.bad("05", at));
        }
        return tally;
    }
}
