package io.tillwatch.lag;

import java.time.Duration;
import java.time.Instant;

/**
 * How far a group is behind in one partition.
 *
 * @param known false while the group has committed nothing there, and nobody can say where it will begin
 * @param records that wait; never negative
 * @param age for how long the oldest of them has waited; zero when none does
 * @param atLeast whether the oldest was there before the watch began, so that it is older than that
 * @param lost records that retention took away before the group read them
 * @param stillSince since when the group has not moved on while records wait; the time of the reading when none do
 * @param rewound whether it went back and has not come again to where it was
 */
record PartitionLag(
        boolean known, long records, Duration age, boolean atLeast, long lost, Instant stillSince, boolean rewound) {}
