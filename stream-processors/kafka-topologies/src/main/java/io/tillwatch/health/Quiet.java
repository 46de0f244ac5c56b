package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.trend.RateProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Since when a quiet has no known reason: the calendar, a session that closed, a link that is down and says so, and
 * events that are known to wait at their source all make it expected. Pure.
 */
final class Quiet {
    /** The same hour of the week was watched twice: before that a pace is not known. */
    private static final Duration LEAST_WATCHED = Duration.ofMinutes(105);

    private final FlowMemory memory;
    private final @Nullable Flow flow;
    private final Instant now;

    Quiet(FlowMemory memory, @Nullable Flow flow, Instant now) {
        this.memory = memory;
        this.flow = flow;
        this.now = now;
    }

    /** Whether each hour of that span is known well enough to be surprised by it. */
    static boolean learned(RateProfile usual, Instant since, Instant now) {
        return usual.knows(since, now, LEAST_WATCHED);
    }

    /** Whether a source is known to be away: that is told as another condition, or as none. */
    boolean isAway(String source, Pulse pulse) {
        NodeReport own = memory.nodes().get("node:" + source);
        if (own != null) {
            return !own.online() || holds(own);
        }
        // The node of a source that is alone may have another name: any of the flow's that is away explains it.
        return pulse.lane() == Pulse.ALONE && nodes().values().stream().anyMatch(node -> !node.online() || holds(node));
    }

    /** Whether all that reports of this flow is away: then nobody is left who could be silent. */
    boolean everyNodeIsAway() {
        Map<String, NodeReport> nodes = nodes();
        return !nodes.isEmpty() && nodes.values().stream().allMatch(node -> !node.online() || holds(node));
    }

    /** What waits at a node longer than the flow's objective is kept back there. */
    private boolean holds(NodeReport node) {
        return Fallback.holdsBack(node, flow, now);
    }

    private Map<String, NodeReport> nodes() {
        return FlowConditions.nodes(memory);
    }

    /** The last moment up to which the flow's quiet is explained; now, while it is. */
    Instant unexplainedSince(Instant last) {
        Instant back = nodes().values().stream()
                .map(Quiet::back)
                .min(Comparator.naturalOrder())
                .orElse(last);
        return after(back.isAfter(last) ? back : last, cause -> cause.concerns(memory.flow()));
    }

    /** When a node was last known to be away, or to keep something back. */
    private static Instant back(NodeReport node) {
        return node.levels().stream()
                .filter(level -> level.backlog() > 0 && level.at().isAfter(node.since()))
                .map(Level::at)
                .max(Comparator.naturalOrder())
                .orElse(node.since());
    }

    /** Likewise of a source; one that closed its tills may say nothing for the rest of that day. */
    Instant unexplainedSince(String source, Pulse pulse, @Nullable RateProfile usual) {
        Instant since = pulse.last();
        NodeReport own = memory.nodes().get("node:" + source);
        List<NodeReport> explaining =
                own != null ? List.of(own) : pulse.lane() == Pulse.ALONE ? List.copyOf(nodes().values()) : List.of();
        for (NodeReport node : explaining) {
            since = back(node).isAfter(since) ? back(node) : since;
        }
        if (pulse.closed() && usual != null) {
            Instant nextDay = since.atZone(usual.zone())
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(usual.zone())
                    .toInstant();
            since = nextDay.isBefore(now) ? nextDay : now;
        }
        return after(since, cause -> cause.concerns(memory.flow(), source));
    }

    private Instant after(Instant last, Predicate<KnownCause> concerns) {
        Instant since = last;
        for (KnownCause cause : memory.causes().values()) {
            if (cause.quietens()
                    && concerns.test(cause)
                    && cause.to().isAfter(since)
                    && !cause.from().isAfter(now)) {
                since = cause.to().isBefore(now) ? cause.to() : now;
            }
        }
        return since;
    }
}
