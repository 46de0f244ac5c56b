package io.tillwatch.lag;

import io.tillwatch.contracts.watch.FlowStatus;
import java.time.Duration;
import java.time.Instant;

/**
 * How far a consumer group is behind in one topic, and how it is.
 *
 * @param status OK, SLOW, STALLED, STOPPED, REWOUND, SILENT or UNKNOWN
 * @param reason the status in words, with figures
 * @param records that wait, markers of transactions not among them where the group stands; never negative
 * @param age for how long the oldest of them has waited, to the interval of the looks; zero when level
 * @param atLeast whether the oldest was there before the watch began, so that it is older than that
 * @param lost records that retention took away before they were read
 * @param unknown partitions in which the group has committed nothing, and of which nothing is told
 */
public record GroupLag(
        String group,
        String topic,
        Instant at,
        FlowStatus status,
        String reason,
        long records,
        Duration age,
        boolean atLeast,
        long lost,
        int unknown) {}
