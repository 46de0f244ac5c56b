package io.tillwatch.confidence;

import io.tillwatch.contracts.integration.Heartbeat;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest heartbeat that speaks of a location.
 *
 * @param online false when its link is down and somebody else says so
 * @param downSince first heartbeat of an unbroken row that says so; null while it is up
 * @param oldest when the oldest waiting event occurred
 */
record Beat(
        Instant at,
        boolean online,
        @Nullable Instant downSince,
        long backlog,
        @Nullable Instant oldest) {
    static Beat of(Heartbeat heartbeat, Instant at) {
        return new Beat(
                at,
                heartbeat.online(),
                heartbeat.online() ? null : at,
                Math.max(0, heartbeat.backlog()),
                heartbeat.oldest());
    }

    /** The newer one holds, whichever arrives last. */
    Beat then(Beat next) {
        if (next.at.isBefore(at)) {
            return this;
        }
        boolean stillDown = !next.online && downSince != null;
        return stillDown ? new Beat(next.at, false, downSince, next.backlog, next.oldest) : next;
    }
}
