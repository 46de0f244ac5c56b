package io.tillwatch.topics;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads committed records of a topic up to where it ends now. Belongs to no consumer group and commits nothing. */
public final class TopicReader {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> clientProperties;
    private final BooleanSupplier stopping;

    /** @param stopping when it turns true a reading ends early */
    public TopicReader(Map<String, Object> clientProperties, BooleanSupplier stopping) {
        this.clientProperties = Map.copyOf(clientProperties);
        this.stopping = stopping;
    }

    /** Consumer settings that all our readers share: committed records only, nothing committed by itself. */
    public static Map<String, Object> settings(Map<String, Object> clientProperties) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }

    /** Hands over every record; a tombstone comes with a null value. */
    public void all(String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            Set<TopicPartition> partitions = partitions(consumer, topic);
            read(consumer, consumer.beginningOffsets(partitions), consumer.endOffsets(partitions), each);
        }
    }

    /**
     * Hands over the last records of each partition.
     *
     * @param most how many offsets to go back; since control records take offsets too, fewer records may come
     */
    public void last(String topic, long most, Consumer<ConsumerRecord<String, byte[]>> each) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            back(consumer, consumer.endOffsets(partitions(consumer, topic)), most, each);
        }
    }

    /** Hands over the last records before the given offsets. */
    public void before(Map<TopicPartition, Long> ends, long most, Consumer<ConsumerRecord<String, byte[]>> each) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            back(consumer, ends, most, each);
        }
    }

    private void back(
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, Long> ends,
            long most,
            Consumer<ConsumerRecord<String, byte[]>> each) {
        Map<TopicPartition, Long> from = new HashMap<>();
        consumer.beginningOffsets(ends.keySet())
                .forEach((partition, beginning) ->
                        from.put(partition, Math.max(beginning, ends.getOrDefault(partition, 0L) - most)));
        read(consumer, from, ends, each);
    }

    private void read(
            KafkaConsumer<String, byte[]> consumer,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<String, byte[]>> each) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (!stopping.getAsBoolean()
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                Long end = ends.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    each.accept(record);
                }
            }
        }
    }

    private static Set<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer, String topic) {
        List<org.apache.kafka.common.PartitionInfo> infos = consumer.partitionsFor(topic);
        return infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .collect(Collectors.toSet());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(settings(clientProperties), new StringDeserializer(), new ByteArrayDeserializer());
    }
}
