package io.tillwatch.trend;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a backlog will be gone: it shrinks by what is drained less what arrives. Pure, thread-safe.
 *
 * @param backlog items that wait now
 * @param drainPerMinute how many are taken a minute
 * @param arrivalPerMinute how many come a minute, as is to be expected for the time ahead
 */
public record CatchUp(double backlog, double drainPerMinute, double arrivalPerMinute) {
    /** Beyond this nobody plans; and a rate that is hardly above the other says nothing. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final double SECONDS_PER_MINUTE = 60;

    /** Null when it is level already, or will not be within a week at these rates. */
    public @Nullable Instant levelAt(Instant now) {
        double net = drainPerMinute - arrivalPerMinute;
        if (backlog <= 0 || net <= 0) {
            return null;
        }
        double seconds = backlog / net * SECONDS_PER_MINUTE;
        return seconds > LONGEST.toSeconds() ? null : now.plusMillis(Math.round(seconds * 1000));
    }

    /** What would have to be drained a minute to be level in that time. */
    public double drainFor(Duration time) {
        double minutes = time.toMillis() / (SECONDS_PER_MINUTE * 1000);
        return minutes <= 0 ? Double.POSITIVE_INFINITY : arrivalPerMinute + Math.max(0, backlog) / minutes;
    }
}
