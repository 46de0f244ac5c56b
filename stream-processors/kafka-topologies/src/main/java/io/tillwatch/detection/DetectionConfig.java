package io.tillwatch.detection;

import io.tillwatch.contracts.time.WorldClock;
import java.time.Duration;

/**
 * What detection is to know.
 *
 * @param bucket length of a bucket of demand
 * @param grace how long after its end a bucket is judged: late receipts of an ordinary day are in by then
 * @param exceptionWarmUp for how long every failure is merely learned
 * @param enabled false leaves the fixed rules of the other topologies alone
 */
public record DetectionConfig(
        WorldClock clock, Duration bucket, Duration grace, Duration exceptionWarmUp, int partitions, boolean enabled) {

    public static DetectionConfig of(WorldClock clock) {
        return new DetectionConfig(
                clock, Duration.ofMinutes(15), Duration.ofMinutes(5), Duration.ofMinutes(30), 2, true);
    }
}
