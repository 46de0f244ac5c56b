package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a flow runs in the mode that its entry declares for trouble: what cannot go on is kept where it is, and comes
 * later. Nothing is told of that; the status says so. Pure, thread-safe.
 */
final class Fallback {
    private static final Duration OLDEST_WORD = Duration.ofMinutes(15);
    /** A short wait is work in progress, however soon an event is meant to be through. */
    private static final Duration LEAST_HELD = Duration.ofMinutes(5);

    private Fallback() {}

    /** What waits where, in words; null while nothing is kept back. */
    static @Nullable String inWords(FlowMemory memory, @Nullable Flow flow, Instant now) {
        return new TreeMap<>(memory.nodes())
                .entrySet().stream()
                        .filter(entry -> holdsBack(entry.getValue(), flow, now))
                        .min(Comparator.comparing(entry -> oldest(entry.getValue())))
                        .map(entry -> words(entry, now))
                        .orElse(null);
    }

    private static String words(Map.Entry<String, NodeReport> entry, Instant now) {
        NodeReport node = entry.getValue();
        return node.backlog() + " events wait at "
                + entry.getKey().substring(entry.getKey().indexOf(':') + 1) + ", the oldest for "
                + Duration.between(oldest(node), now).toMinutes() + " min.";
    }

    /** Whether events wait at a node that is up, the oldest for longer than the flow's objective. */
    static boolean holdsBack(NodeReport node, @Nullable Flow flow, Instant now) {
        Instant oldest = node.oldest();
        if (flow == null || flow.slos().isEmpty() || oldest == null || node.backlog() == 0 || !node.online()) {
            return false;
        }
        Duration within = flow.slos().get(0).within();
        Duration allowed = within.compareTo(LEAST_HELD) < 0 ? LEAST_HELD : within;
        boolean heard = !node.at().isBefore(now.minus(OLDEST_WORD));
        return heard && Duration.between(oldest, node.at()).compareTo(allowed) > 0;
    }

    private static Instant oldest(NodeReport node) {
        Instant oldest = node.oldest();
        return oldest == null ? node.at() : oldest;
    }
}
