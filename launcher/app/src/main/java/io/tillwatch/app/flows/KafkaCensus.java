package io.tillwatch.app.flows;

import io.tillwatch.app.UserError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks at a broker and changes nothing: it joins no group, commits nothing and creates no topic. Of each partition it
 * reads the newest records only.
 */
final class KafkaCensus {
    private static final int ANSWER_SECONDS = 15;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Set<String> OWN = Set.of("__", "tillwatch.", "tillwatch-");

    private final Map<String, Object> clients;
    private final long recordsPerPartition;
    private final Duration within;
    private final BiConsumer<Long, Long> progress;

    /** @param progress hears how many records are read of how many, as they are read */
    KafkaCensus(
            Map<String, Object> clientProperties,
            long recordsPerPartition,
            Duration within,
            BiConsumer<Long, Long> progress) {
        this.clients = new HashMap<>(clientProperties);
        clients.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
        clients.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
        this.recordsPerPartition = recordsPerPartition;
        this.within = within;
        this.progress = progress;
    }

    /** @throws UserError when the broker does not answer, or does not let us look */
    Census take() {
        CensusTaker taker = new CensusTaker();
        try (Admin admin = Admin.create(clients)) {
            List<String> topics = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS).stream()
                    .filter(topic -> !own(topic))
                    .toList();
            topics.forEach(taker::topic);
            groups(admin, taker);
            return taker.census(topics.isEmpty() || read(topics, taker));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            Throwable why = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            throw new UserError(
                    "Kafka at " + clients.get("bootstrap.servers") + " does not tell ("
                            + why.getClass().getSimpleName()
                            + "): check kafka.bootstrapServers, that the brokers run, and that the user may describe"
                            + " and read topics and groups",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped while looking at the broker", e);
        }
    }

    private static boolean own(String name) {
        return OWN.stream().anyMatch(name::startsWith);
    }

    private static void groups(Admin admin, CensusTaker taker)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> groups =
                admin
                        .listGroups(ListGroupsOptions.forConsumerGroups())
                        .all()
                        .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                        .stream()
                        .map(GroupListing::groupId)
                        .filter(group -> !own(group))
                        .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
        if (groups.isEmpty()) {
            return;
        }
        admin.listConsumerGroupOffsets(groups)
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach((group, offsets) -> taker.group(
                        group,
                        offsets.keySet().stream()
                                .map(TopicPartition::topic)
                                .filter(topic -> !own(topic))
                                .collect(Collectors.toSet())));
    }

    /** Whether all that was asked for was read in time. */
    private boolean read(List<String> topics, CensusTaker taker) {
        clients.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        clients.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        clients.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        clients.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        clients.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(clients, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long wanted = 0;
            for (Map.Entry<TopicPartition, Long> begin :
                    consumer.beginningOffsets(partitions).entrySet()) {
                long end = ends.getOrDefault(begin.getKey(), 0L);
                long from = Math.max(begin.getValue(), end - recordsPerPartition);
                consumer.seek(begin.getKey(), from);
                wanted += Math.max(0, end - from);
            }
            return follow(consumer, ends, taker, wanted);
        }
    }

    private boolean follow(
            KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, CensusTaker taker, long wanted) {
        long deadline = System.nanoTime() + within.toNanos();
        while (System.nanoTime() < deadline) {
            boolean done = true;
            for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
                boolean reached = consumer.position(end.getKey()) >= end.getValue();
                done &= reached;
                if (reached) {
                    consumer.pause(List.of(end.getKey()));
                }
            }
            if (done) {
                return true;
            }
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
            polled.forEach(record -> {
                // What comes while we read is not waited for.
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    taker.record(record);
                }
            });
            progress.accept(taker.read(), wanted);
        }
        return false;
    }
}
