package io.tillwatch.health;

import io.tillwatch.contracts.watch.LagQuantiles;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The samples of a flow over a span, added up as far as somebody asks: sketches are dear to merge, and most rules look at
 * tallies only. Immutable, thread-safe.
 */
record FlowSpan(Collection<FlowSample> samples) {

    long events() {
        return samples.stream().mapToLong(FlowSample::events).sum();
    }

    /** Of the events, those that arrived within the flow's first objective. */
    long inTime() {
        return samples.stream().mapToLong(FlowSample::inTime).sum();
    }

    Map<String, Tally> tallies() {
        Map<String, Tally> all = new TreeMap<>();
        for (FlowSample sample : samples) {
            sample.tallies().forEach((name, tally) -> all.merge(name, tally, Tally::plus));
        }
        return all;
    }

    Tally tally(String name) {
        return samples.stream()
                .map(sample -> sample.tallies().get(name))
                .filter(Objects::nonNull)
                .reduce(Tally.NONE, Tally::plus);
    }

    /** @param clock one of the sketches' names; {@link LagQuantiles#NONE} when it never ticked */
    LagQuantiles lag(String clock) {
        return LagSketch.merged(samples.stream()
                .map(sample -> sample.lags().get(clock))
                .filter(Objects::nonNull)
                .toList());
    }
}
