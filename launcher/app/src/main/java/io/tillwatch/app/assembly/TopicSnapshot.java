package io.tillwatch.app.assembly;

import io.tillwatch.contracts.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads a topic from its beginning to where it ends now. */
public final class TopicSnapshot {
    private static final Duration POLL = Duration.ofMillis(200);

    private TopicSnapshot() {}

    /** The last value of each key; a tombstone removes the key. */
    public static <V> Map<String, V> latest(Map<String, Object> clientProperties, Topic<V> topic) {
        Map<String, V> values = new LinkedHashMap<>();
        forEach(clientProperties, topic.name(), topic.value().deserializer(), (key, value) -> {
            if (value == null) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        });
        return values;
    }

    /** The last value of one key; null when there is none. Other records are not parsed. */
    public static <V> @Nullable V latest(Map<String, Object> clientProperties, Topic<V> topic, String key) {
        byte[][] last = {null};
        forEach(clientProperties, topic.name(), new ByteArrayDeserializer(), (other, value) -> {
            if (key.equals(other)) {
                last[0] = value;
            }
        });
        return last[0] == null ? null : topic.value().deserializer().deserialize(topic.name(), last[0]);
    }

    /** How many records the topic's log holds; exact where no transactional producer writes to it. */
    public static long records(Map<String, Object> clientProperties, String topic) {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(clientProperties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue() - begins.getOrDefault(end.getKey(), 0L))
                    .sum();
        }
    }

    private static <V> void forEach(
            Map<String, Object> clientProperties,
            String topic,
            Deserializer<V> values,
            BiConsumer<String, @Nullable V> each) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(properties, new StringDeserializer(), values)) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(record -> each.accept(record.key(), record.value()));
            }
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
