package io.tillwatch.lag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the broker said of one partition and one group.
 *
 * @param at when it was asked
 * @param committed the next offset that the group will read; null when it has committed none. Asked for before the end,
 *     so that it never lies behind it
 * @param start first offset that retention left
 * @param end offset behind the last record
 */
record PartitionReading(Instant at, @Nullable Long committed, long start, long end) {}
