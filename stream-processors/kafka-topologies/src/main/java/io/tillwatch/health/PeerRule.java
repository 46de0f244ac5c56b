package io.tillwatch.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a source should have said by what others of its flow said: its usual share of it, so that the hour, the weekday
 * and a slow day are in it without a calendar. Only others of the same partition count: where we are late to read one,
 * all of its sources are late, and none of them is silent. Events that come at random stay away for an expected count of
 * m with a probability of e^-m. Pure.
 */
final class PeerRule {
    private static final int LEAST_SOURCES = 3;

    private final FlowMemory memory;
    private final Instant now;
    private final Map<Integer, Long> sources;
    private final boolean uneven;

    PeerRule(FlowMemory memory, Instant now) {
        this.memory = memory;
        this.now = now;
        this.sources =
                memory.pulses().values().stream().collect(Collectors.groupingBy(Pulse::lane, Collectors.counting()));
        this.uneven = memory.causes().values().stream().anyMatch(cause -> cause.uneven(now));
    }

    /** Whether the others make the silence of a source one that chance does not explain. */
    boolean contradict(Pulse pulse, Instant since) {
        return !uneven && hasPeers(pulse) && expected(pulse, since) >= SilenceRule.LEAST_EXPECTED;
    }

    /** Whether the others go on, so that it is not a slow day; true for a source that has none. */
    boolean confirm(Pulse pulse, Instant since) {
        return !hasPeers(pulse) || expected(pulse, since) >= SilenceRule.LEAST_EXPECTED;
    }

    private boolean hasPeers(Pulse pulse) {
        return sources.getOrDefault(pulse.lane(), 0L) >= LEAST_SOURCES;
    }

    /** Of what is to be expected since it last spoke, the part of a later moment. */
    double expected(Pulse pulse, Instant since) {
        double all = expected(pulse, memory.heard(pulse.lane()));
        double away = Duration.between(pulse.last(), now).toMillis();
        return away <= 0 || !since.isAfter(pulse.last())
                ? all
                : all * Math.max(0, Duration.between(since, now).toMillis()) / away;
    }

    /** What a source of this share would have said while the others of its lane said what they did. */
    static double expected(Pulse pulse, long heard) {
        long others = heard - pulse.fresh();
        return others <= 0 ? 0 : (double) pulse.fresh() / others * (heard - pulse.mark());
    }
}
