package io.tillwatch.lag;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks a broker for all groups and where the logs that they read begin and end. Reads only. Not thread-safe. */
final class BrokerSnapshots {
    private static final int ANSWER_SECONDS = 10;
    private static final Set<GroupState> NOBODY = Set.of(GroupState.EMPTY, GroupState.DEAD, GroupState.UNKNOWN);

    private final Admin admin;

    BrokerSnapshots(Admin admin) {
        this.admin = admin;
    }

    /** Positions are asked for before ends, so that no position lies behind its end. */
    Snapshot take(Instant at) throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, Boolean> members = new TreeMap<>();
        for (GroupListing group :
                answer(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all())) {
            members.put(
                    group.groupId(),
                    group.groupState().map(state -> !NOBODY.contains(state)).orElse(false));
        }
        Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = members.isEmpty()
                ? Map.of()
                : answer(admin.listConsumerGroupOffsets(members.keySet().stream()
                                .collect(Collectors.toMap(
                                        Function.identity(), group -> new ListConsumerGroupOffsetsSpec())))
                        .all());
        Map<String, Set<TopicPartition>> topics = partitions(offsets);
        Map<TopicPartition, Snapshot.Log> logs = logs(topics);
        Map<String, Snapshot.Group> groups = new TreeMap<>();
        offsets.forEach((group, committed) ->
                groups.put(group, new Snapshot.Group(members.getOrDefault(group, false), whole(committed, topics))));
        return new Snapshot(at, groups, logs);
    }

    /** Every partition of the topics that a group reads: one that is new has no position yet. */
    private static Map<String, Map<TopicPartition, Long>> whole(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<String, Set<TopicPartition>> topics) {
        Map<String, Map<TopicPartition, Long>> whole = new TreeMap<>();
        committed.keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .filter(topics::containsKey)
                .forEach(topic -> {
                    Map<TopicPartition, Long> positions = new HashMap<>();
                    for (TopicPartition partition : topics.getOrDefault(topic, Set.of())) {
                        OffsetAndMetadata offset = committed.get(partition);
                        positions.put(partition, offset == null ? null : (Long) offset.offset());
                    }
                    whole.put(topic, positions);
                });
        return whole;
    }

    private Map<String, Set<TopicPartition>> partitions(Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets)
            throws ExecutionException, TimeoutException, InterruptedException {
        Set<String> existing = answer(admin.listTopics().names());
        Set<String> read = new HashSet<>();
        offsets.values().forEach(group -> group.keySet().forEach(partition -> read.add(partition.topic())));
        // A position may outlive its topic.
        read.retainAll(existing);
        Map<String, Set<TopicPartition>> partitions = new HashMap<>();
        for (TopicDescription topic :
                answer(admin.describeTopics(read).allTopicNames()).values()) {
            partitions.put(
                    topic.name(),
                    topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                            .collect(Collectors.toSet()));
        }
        return partitions;
    }

    private Map<TopicPartition, Snapshot.Log> logs(Map<String, Set<TopicPartition>> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        List<TopicPartition> all = topics.values().stream().flatMap(Set::stream).toList();
        Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(all, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(all, OffsetSpec.latest());
        Map<TopicPartition, Snapshot.Log> logs = new HashMap<>();
        ends.forEach((partition, end) -> {
            ListOffsetsResultInfo start = starts.get(partition);
            logs.put(partition, new Snapshot.Log(start == null ? 0 : start.offset(), end.offset()));
        });
        return logs;
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        return answer(
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), one -> which)))
                        .all());
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
