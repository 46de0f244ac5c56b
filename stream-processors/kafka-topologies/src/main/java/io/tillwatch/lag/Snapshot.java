package io.tillwatch.lag;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What the broker said at one time.
 *
 * @param groups by id
 * @param logs where each partition's log begins and ends; asked for after the groups
 */
record Snapshot(Instant at, Map<String, Group> groups, Map<TopicPartition, Log> logs) {

    /**
     * @param members whether anybody is in it
     * @param committed next offsets; a partition of a topic that it reads stands here with null when it committed none
     */
    record Group(boolean members, Map<String, Map<TopicPartition, Long>> committed) {}

    record Log(long start, long end) {}
}
