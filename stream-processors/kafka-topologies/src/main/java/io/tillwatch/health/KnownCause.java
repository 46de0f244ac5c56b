package io.tillwatch.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Something that the calendar announced: while it lasts, what is seen is not what is usual.
 *
 * @param kind {@code promotion}, {@code holiday}, {@code maintenance}, {@code closure}
 * @param scope a flow, a shop or {@code *}
 */
record KnownCause(String kind, String scope, Instant from, Instant to) {
    private static final String EVERYWHERE = "*";
    /** In these nobody is expected to say anything; a promotion makes nobody silent. */
    private static final Set<String> QUIETENING = Set.of("maintenance", "closure", "holiday");

    private static final Duration KEPT = Duration.ofDays(2);
    private static final int MOST = 500;

    /** All entries that still matter; the last word on an entry holds. */
    static Map<String, KnownCause> joined(
            Map<String, KnownCause> known, Map<String, KnownCause> announced, Instant now) {
        if (announced.isEmpty()) {
            return known;
        }
        Map<String, KnownCause> all = new TreeMap<>(known);
        all.putAll(announced);
        all.values().removeIf(cause -> cause.to.isBefore(now.minus(KEPT)) || !cause.from.isBefore(cause.to));
        if (all.size() > MOST) {
            all.entrySet().stream()
                    .sorted(Map.Entry.comparingByValue(Comparator.comparing(KnownCause::from)))
                    .skip(MOST)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(all::remove);
        }
        return all;
    }

    /** Whether it speaks of that flow as a whole. */
    boolean concerns(String flow) {
        return scope.equals(EVERYWHERE) || scope.equals(flow);
    }

    /** Whether it speaks of that source of that flow. */
    boolean concerns(String flow, String source) {
        return concerns(flow) || scope.equals(source);
    }

    boolean isOn(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** Whether it explains that nothing comes. */
    boolean quietens() {
        return QUIETENING.contains(kind);
    }

    /** Whether it makes some sources unlike the others: their usual shares say nothing then. */
    boolean uneven(Instant at) {
        return !quietens() && !scope.equals(EVERYWHERE) && isOn(at);
    }
}
