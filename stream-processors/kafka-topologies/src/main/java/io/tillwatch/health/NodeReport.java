package io.tillwatch.health;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last word on a node: a store, a till, a queue.
 *
 * @param online false when its link is known to be down
 * @param backlog what waits there
 * @param oldest when the oldest waiting event occurred
 * @param since when it got into this state of being online or not
 * @param headSince when what is the oldest now was first said to be it; null when nothing waits
 */
record NodeReport(
        boolean online,
        long backlog,
        @Nullable Instant oldest,
        Instant at,
        Instant since,
        @Nullable Instant headSince) {
    private static final long MOST_BACKLOG = 1_000_000_000;

    /** A word with bounds on what it may say, since a damaged source says anything. */
    static NodeReport said(boolean online, long backlog, @Nullable Instant oldest, Instant at) {
        Instant bounded = oldest == null ? null : Span.past(oldest, at);
        return new NodeReport(
                online, Math.min(MOST_BACKLOG, Math.max(0, backlog)), bounded, at, at, bounded == null ? null : at);
    }

    /** The newer word holds, whichever arrives last. */
    NodeReport then(NodeReport next) {
        if (next.at.isBefore(at)) {
            return this;
        }
        Instant from = next.online == online ? since : next.since;
        boolean same = next.oldest != null && next.oldest.equals(oldest) && headSince != null;
        return new NodeReport(next.online, next.backlog, next.oldest, next.at, from, same ? headSince : next.headSince);
    }

    /** For how long the same item has been the oldest. */
    Duration headStill() {
        return headSince == null ? Duration.ZERO : Duration.between(headSince, at);
    }
}
