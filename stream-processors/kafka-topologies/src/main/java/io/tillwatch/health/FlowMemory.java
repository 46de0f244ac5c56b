package io.tillwatch.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is remembered of a flow: its last hour by minute, the last word on its nodes, its accounts, and which
 * conditions hold. Immutable, so that it is stored as it stands.
 *
 * @param minutes by minute, oldest first
 * @param nodes last words
 * @param accounts cumulative {input, duplicates} by account
 * @param accountMinutes {input, duplicates} that came in each minute
 * @param firing conditions that hold, by rule and subject
 */
record FlowMemory(
        String flow,
        Map<Instant, FlowSample> minutes,
        Map<String, NodeReport> nodes,
        Map<String, long[]> accounts,
        Map<Instant, long[]> accountMinutes,
        Map<String, Firing> firing) {
    static final Duration KEPT = Duration.ofHours(1);

    /** A condition that holds, since when, and when it was last seen to. */
    record Firing(Instant since, Instant lastSeen, Signal last) {
        /** What the recovery is told with. */
        record Signal(String kind, String subject, String summary) {}
    }

    static FlowMemory none(String flow) {
        return new FlowMemory(flow, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    FlowMemory plus(FlowSample sample) {
        TreeMap<Instant, FlowSample> byMinute = new TreeMap<>(minutes);
        FlowSample plain = FlowSample.none(flow, sample.minute()).plus(sample);
        byMinute.merge(sample.minute(), plain, FlowSample::plus);
        Map<String, NodeReport> allNodes = new TreeMap<>(nodes);
        sample.nodes().forEach((name, report) -> allNodes.merge(name, report, NodeReport::then));
        Map<String, long[]> allAccounts = new TreeMap<>(accounts);
        TreeMap<Instant, long[]> byAccountMinute = new TreeMap<>(accountMinutes);
        sample.accounts().forEach((key, now) -> {
            long[] before = allAccounts.getOrDefault(key, new long[] {0, 0});
            allAccounts.put(key, now);
            long[] change = {Math.max(0, now[0] - before[0]), Math.max(0, now[1] - before[1])};
            byAccountMinute.merge(
                    sample.minute(), change, (one, other) -> new long[] {one[0] + other[0], one[1] + other[1]});
        });
        return new FlowMemory(
                flow,
                kept(byMinute, sample.minute()),
                allNodes,
                allAccounts,
                kept(byAccountMinute, sample.minute()),
                firing);
    }

    FlowMemory withFiring(Map<String, Firing> conditions) {
        return new FlowMemory(flow, minutes, nodes, accounts, accountMinutes, conditions);
    }

    /** The last span up to now, as one sample. */
    FlowSample last(Duration span, Instant now) {
        FlowSample sum = FlowSample.none(flow, now);
        for (Map.Entry<Instant, FlowSample> entry : minutes.entrySet()) {
            if (!entry.getKey().isBefore(now.minus(span))) {
                sum = sum.plus(entry.getValue());
            }
        }
        return sum;
    }

    /** {input, duplicates} of the last span. */
    long[] lastAccounts(Duration span, Instant now) {
        long[] sum = {0, 0};
        accountMinutes.forEach((minute, counts) -> {
            if (!minute.isBefore(now.minus(span))) {
                sum[0] += counts[0];
                sum[1] += counts[1];
            }
        });
        return sum;
    }

    private static <V> Map<Instant, V> kept(TreeMap<Instant, V> all, @Nullable Instant now) {
        return now == null ? all : new TreeMap<>(all.tailMap(now.minus(KEPT), true));
    }
}
