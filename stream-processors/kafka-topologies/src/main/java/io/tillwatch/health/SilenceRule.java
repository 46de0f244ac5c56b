package io.tillwatch.health;

import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * When a source that is online says nothing: lag 0 with a dead producer. What it should have said meanwhile is its usual
 * share of what the others of its flow said, so that the hour, the weekday and a slow day are in it without a calendar.
 * Only others of the same partition count: where we are late to read one, all of its sources are late, and none of them
 * is silent. Events that come at random stay away for an expected count of m with a probability of e^-m. Pure,
 * thread-safe.
 */
final class SilenceRule {
    /** e^-12 is 6 in a million: with 14,000 gaps between events a day, a false alarm in eleven days. */
    private static final double LEAST_EXPECTED = 12;

    private static final Duration LEAST_SILENCE = Duration.ofMinutes(10);
    private static final long LEAST_OWN_HISTORY = 20;
    private static final int LEAST_SOURCES = 3;
    /** More than this part of the sources at once is no fault of each of them: they close, or the flow is in trouble. */
    private static final double MOST_AT_ONCE = 0.2;

    private SilenceRule() {}

    static List<Condition> of(FlowMemory memory, Instant now) {
        Map<String, Pulse> pulses = memory.pulses();
        Map<Integer, Long> sources =
                pulses.values().stream().collect(Collectors.groupingBy(Pulse::lane, Collectors.counting()));
        List<Condition> silent = new ArrayList<>();
        pulses.forEach((source, pulse) -> {
            Duration away = Duration.between(pulse.last(), now);
            double expected = expected(pulse, memory.heard(pulse.lane()));
            if (sources.getOrDefault(pulse.lane(), 0L) >= LEAST_SOURCES
                    && expected >= LEAST_EXPECTED
                    && away.compareTo(LEAST_SILENCE) >= 0
                    && pulse.fresh() >= LEAST_OWN_HISTORY
                    && !pulse.closed()
                    && online(memory, source)) {
                silent.add(condition(source, pulse, away, expected));
            }
        });
        return silent.size() <= Math.max(1, pulses.size() * MOST_AT_ONCE) ? silent : List.of();
    }

    /** What a source of this share would have said while the others of its lane said what they did. */
    static double expected(Pulse pulse, long heard) {
        long others = heard - pulse.fresh();
        return others <= 0 ? 0 : (double) pulse.fresh() / others * (heard - pulse.mark());
    }

    /** Known to be offline is another condition; never heard of by a heartbeat counts as online. */
    private static boolean online(FlowMemory memory, String source) {
        NodeReport report = memory.nodes().get("node:" + source);
        return report == null || report.online();
    }

    private static Condition condition(String source, Pulse pulse, Duration away, double expected) {
        return new Condition(
                IncidentKind.SOURCE_SILENT,
                source,
                pulse.last(),
                0.7,
                String.format(
                        Locale.ROOT,
                        "%s said nothing for %d min, while its link is up; %.0f events were to be expected from what the"
                                + " others said.",
                        source,
                        away.toMinutes(),
                        expected),
                0.0,
                expected,
                null,
                0,
                List.of(source),
                Map.of("silentMinutes", Long.toString(away.toMinutes())));
    }
}
