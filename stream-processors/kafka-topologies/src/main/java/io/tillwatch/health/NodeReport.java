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
    /** The newer word holds, whichever arrives last. */
    NodeReport then(NodeReport next) {
        if (next.at.isBefore(at)) {
            return this;
        }
        return next.online == online ? new NodeReport(online, next.backlog, next.oldest, next.at, since) : next;
    }
}
