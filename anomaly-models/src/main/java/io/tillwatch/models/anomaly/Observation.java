package io.tillwatch.models.anomaly;

import java.time.Instant;

/**
 * One bucket of a series. A bucket without data is not observed at all: absence is not zero, and whoever owns the series
 * knows which of the two it was.
 *
 * @param at start of the bucket, event time
 * @param value the bucket's figure; finite, and not negative for counts and ratios
 * @param knownCause whether a calendar entry, outage or maintenance explains it: never alerts, never trains
 */
public record Observation(Instant at, double value, boolean knownCause) {

    /** An observation without a known cause. */
    public static Observation of(Instant at, double value) {
        return new Observation(at, value, false);
    }
}
