package io.tillwatch.models.anomaly;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How one series is watched.
 *
 * @param kind what its numbers are
 * @param zone time zone of the series' day and week, the store's own
 * @param alertBudget accepted false alerts per observation of an ordinary series, for instance 1/2000 (one a week at
 *     five-minute buckets)
 * @param warmUp observations before the first alert is possible
 * @param refractory observations after an alert in which the same series does not alert again
 * @param memory observations after which the level has forgotten half of what it knew
 * @param minEffect smallest deviation from the expected worth an alert, as a share of the expected, of one bucket or of the
 *     last few together; 0 for any
 * @param minExcess smallest such deviation in the unit of the series; 0 for any
 */
public record DetectorConfig(
        SeriesKind kind,
        ZoneId zone,
        double alertBudget,
        int warmUp,
        int refractory,
        double memory,
        double minEffect,
        double minExcess) {

    /** Validates; the message names the component. */
    public DetectorConfig {
        require(alertBudget > 0 && alertBudget < 0.1, "alertBudget must lie between 0 and 0.1", alertBudget);
        require(warmUp >= 2, "warmUp must be at least 2", warmUp);
        require(refractory >= 1, "refractory must be at least 1", refractory);
        require(memory >= 1, "memory must be at least 1", memory);
        require(minEffect >= 0, "minEffect must not be negative", minEffect);
        require(minExcess >= 0, "minExcess must not be negative", minExcess);
    }

    /** Defaults for a kind: one alert in 2000, 24 buckets of warm-up, 24 of rest, half-life of 24 buckets. */
    public static DetectorConfig of(SeriesKind kind) {
        boolean count = kind == SeriesKind.COUNT;
        return new DetectorConfig(kind, ZoneOffset.UTC, 1.0 / 2000, 24, 24, 24, count ? 0.5 : 0, count ? 3 : 0);
    }

    /** The same, in another time zone. */
    public DetectorConfig withZone(ZoneId other) {
        return new DetectorConfig(kind, other, alertBudget, warmUp, refractory, memory, minEffect, minExcess);
    }

    /** The same, with another alert budget. */
    public DetectorConfig withAlertBudget(double other) {
        return new DetectorConfig(kind, zone, other, warmUp, refractory, memory, minEffect, minExcess);
    }

    /** The same, with other lengths of warm-up, rest after an alert, and half-life of the level. */
    public DetectorConfig withPace(int newWarmUp, int newRefractory, double newMemory) {
        return new DetectorConfig(kind, zone, alertBudget, newWarmUp, newRefractory, newMemory, minEffect, minExcess);
    }

    /** The same, with another smallest deviation that is worth an alert. */
    public DetectorConfig withSmallest(double effect, double excess) {
        return new DetectorConfig(kind, zone, alertBudget, warmUp, refractory, memory, effect, excess);
    }

    private static void require(boolean condition, String message, double found) {
        if (!condition) {
            throw new IllegalArgumentException(message + ", found " + found);
        }
    }
}
