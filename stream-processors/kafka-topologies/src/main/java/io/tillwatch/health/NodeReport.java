package io.tillwatch.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last word on a node: a store, a till, a queue.
 *
 * @param online false when its link is known to be down
 * @param backlog what waits there
 * @param oldest when the oldest waiting event occurred
 * @param since when it got into this state of being online or not
 */
record NodeReport(boolean online, long backlog, @Nullable Instant oldest, Instant at, Instant since) {
    private static final long MOST_BACKLOG = 1_000_000_000;

    /** A word with bounds on what it may say, since a damaged source says anything. */
    static NodeReport said(boolean online, long backlog, @Nullable Instant oldest, Instant at) {
        Instant bounded = oldest == null ? null : Span.past(oldest, at);
        return new NodeReport(online, Math.min(MOST_BACKLOG, Math.max(0, backlog)), bounded, at, at);
    }

    /** The newer word holds, whichever arrives last. */
    NodeReport then(NodeReport next) {
        if (next.at.isBefore(at)) {
            return this;
        }
        return next.online == online ? new NodeReport(online, next.backlog, next.oldest, next.at, since) : next;
    }
}
