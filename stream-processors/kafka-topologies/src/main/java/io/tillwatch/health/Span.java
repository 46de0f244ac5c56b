package io.tillwatch.health;

import java.time.Duration;
import java.time.Instant;

/** Times that others say, made safe to reckon with: a damaged clock must not stop the watch. */
final class Span {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1e3;

    private static final Duration LONGEST = Duration.ofDays(3650);

    private Span() {}

    /** Milliseconds from one moment to another, whatever the two are; negative when they are in the wrong order. */
    static double millis(Instant from, Instant to) {
        return (to.getEpochSecond() - from.getEpochSecond()) * MILLIS_PER_SECOND
                + (to.getNano() - from.getNano()) / NANOS_PER_MILLI;
    }

    /** What a source says of a moment in its past: never later than the log knows of, nor longer ago than ten years. */
    static Instant past(Instant said, Instant known) {
        if (said.isAfter(known)) {
            return known;
        }
        Instant earliest = known.minus(LONGEST);
        return said.isBefore(earliest) ? earliest : said;
    }
}
