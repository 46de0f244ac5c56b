package io.tillwatch.console.live;

import java.time.Instant;
import java.util.List;

/**
 * Failures of one template that was never seen before its first one.
 *
 * @param id of the template; stable
 * @param template the message with its variable parts masked
 * @param type class of the exception, empty when unknown
 * @param count failures so far
 * @param trend counts as they grew, oldest first, bounded
 */
public record ExceptionCluster(
        String id,
        String template,
        String type,
        String service,
        String flow,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        List<Point> trend) {

    /** @param count failures up to then */
    public record Point(Instant at, long count) {}
}
