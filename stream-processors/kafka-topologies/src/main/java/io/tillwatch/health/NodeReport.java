package io.tillwatch.health;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last word on a node: a store, a till, a queue.
 *
 * @param online false when its link is known to be down
 * @param backlog what waits there
 * @param oldest when the oldest waiting event occurred
 * @param since when it got into this state of being online or not
 * @param headSince when what is the oldest now was first said to be it; null when nothing waits
 * @param levels what waited over the last while, oldest first; empty while nothing did
 */
record NodeReport(
        boolean online,
        long backlog,
        @Nullable Instant oldest,
        Instant at,
        Instant since,
        @Nullable Instant headSince,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Level> levels) {
    private static final long MOST_BACKLOG = 1_000_000_000;

    NodeReport {
        levels = levels == null ? List.of() : List.copyOf(levels);
    }

    /** A word with bounds on what it may say, since a damaged source says anything. */
    static NodeReport said(boolean online, long backlog, @Nullable Instant oldest, Instant at) {
        Instant bounded = oldest == null ? null : Span.past(oldest, at);
        long sane = Math.min(MOST_BACKLOG, Math.max(0, backlog));
        return new NodeReport(online, sane, bounded, at, at, bounded == null ? null : at, List.of(new Level(at, sane)));
    }

    /** The newer word holds, whichever arrives last. */
    NodeReport then(NodeReport next) {
        List<Level> both = Level.joined(levels, next.levels);
        if (next.at.isBefore(at)) {
            return new NodeReport(online, backlog, oldest, at, since, headSince, both);
        }
        Instant from = next.online == online ? since : next.since;
        boolean same = next.oldest != null && next.oldest.equals(oldest) && headSince != null;
        return new NodeReport(
                next.online, next.backlog, next.oldest, next.at, from, same ? headSince : next.headSince, both);
    }

    /** For how long the same item has been the oldest. */
    Duration headStill() {
        return headSince == null ? Duration.ZERO : Duration.between(headSince, at);
    }
}
