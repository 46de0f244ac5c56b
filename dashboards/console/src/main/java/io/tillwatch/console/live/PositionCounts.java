package io.tillwatch.console.live;

import io.tillwatch.contracts.watch.StockPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Counters over all positions, and the newest changes. Not thread-safe. */
final class PositionCounts {
    /** How soon after it happened a movement must stand in the position to count as prompt. */
    static final Duration PROMPT = Duration.ofSeconds(60);

    private static final int OVERSOLD = 1;
    private static final int UNCERTAIN = 2;
    private static final int IS_PROMPT = 4;
    private static final int RECENT = 200;
    private static final int LOCATIONS = 2_000;
    private static final int SECONDS = 60;

    private final PositionTable table = new PositionTable();
    private final Deque<StockPosition> recent = new ArrayDeque<>();
    private final TreeSet<String> locations = new TreeSet<>();
    private final Map<String, Integer> sizes = new HashMap<>();
    private final long[] bucketSecond = new long[SECONDS];
    private final long[] bucketCount = new long[SECONDS];
    private long oversold;
    private long uncertain;
    private long prompt;

    void apply(StockPosition position) {
        int flags = (position.available().signum() < 0 ? OVERSOLD : 0)
                | (position.lowReason() != null ? UNCERTAIN : 0)
                | (Duration.between(position.lastEventAt(), position.updatedAt())
                                        .compareTo(PROMPT)
                                <= 0
                        ? IS_PROMPT
                        : 0);
        int stood = table.put(position.key(), flags);
        int before = Math.max(0, stood);
        oversold += step(before, flags, OVERSOLD);
        uncertain += step(before, flags, UNCERTAIN);
        prompt += step(before, flags, IS_PROMPT);
        if (locations.size() < LOCATIONS) {
            locations.add(position.location());
        }
        if (stood < 0 && locations.contains(position.location())) {
            sizes.merge(position.location(), 1, Integer::sum);
        }
        recent.addFirst(position);
        if (recent.size() > RECENT) {
            recent.removeLast();
        }
        long second = position.updatedAt().getEpochSecond();
        int bucket = (int) Math.floorMod(second, (long) SECONDS);
        if (bucketSecond[bucket] != second) {
            bucketSecond[bucket] = second;
            bucketCount[bucket] = 0;
        }
        bucketCount[bucket]++;
    }

    /** @param silent locations whose positions are uncertain beside those that say so themselves */
    Overview.Stock view(Instant now, List<String> silent) {
        long changes = 0;
        for (int i = 0; i < SECONDS; i++) {
            long age = now.getEpochSecond() - bucketSecond[i];
            changes += age >= 0 && age < SECONDS ? bucketCount[i] : 0;
        }
        int positions = table.size();
        long ofSilent = silent.stream()
                .mapToLong(location -> sizes.getOrDefault(location, 0))
                .sum();
        return new Overview.Stock(
                positions,
                oversold,
                uncertain + ofSilent,
                positions == 0 ? null : (double) prompt / positions,
                changes);
    }

    List<StockPosition> recent() {
        return List.copyOf(recent);
    }

    List<String> locations() {
        return List.copyOf(locations);
    }

    private static int step(int before, int after, int flag) {
        return Integer.signum((after & flag) - (before & flag));
    }
}
