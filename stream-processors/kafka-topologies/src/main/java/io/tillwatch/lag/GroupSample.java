package io.tillwatch.lag;

import java.time.Duration;
import java.time.Instant;

/**
 * A group in one topic at one time.
 *
 * @param members whether anybody is in the group
 * @param records that wait in all partitions
 * @param age of the oldest of them
 * @param still for how long the partition that stands longest has stood while records wait there
 * @param lost records that retention took away unread
 * @param quiet for how long nothing has come into the topic
 * @param unlikely how likely so long a quiet is at the topic's usual pace, 0..1; 1 while that is not known
 */
record GroupSample(
        Instant at,
        boolean members,
        long records,
        Duration age,
        boolean atLeast,
        Duration still,
        long lost,
        boolean rewound,
        Duration quiet,
        double unlikely) {}
