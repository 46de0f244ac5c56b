package io.tillwatch.lag;

import io.tillwatch.lag.LagBoard.Suspect;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether there is any record behind a position: markers of transactions take offsets and are never delivered,
 * nor is what was aborted. A reader without a group that commits nothing. Not thread-safe.
 */
final class MarkerProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MarkerProbe.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int POLLS = 5;

    private final KafkaConsumer<byte[], byte[]> consumer;

    MarkerProbe(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Up to where there is no record; null when there is one, or nothing could be said in time. */
    @Nullable
    Long emptyTo(Suspect suspect) {
        try {
            return probed(suspect);
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            // Retention may have passed the position meanwhile: the next look will tell.
            LOG.debug("{} cannot be looked into", suspect.partition(), e);
            return null;
        }
    }

    private @Nullable Long probed(Suspect suspect) {
        TopicPartition partition = suspect.partition();
        consumer.assign(List.of(partition));
        consumer.seek(partition, suspect.from());
        for (int i = 0; i < POLLS; i++) {
            if (!consumer.poll(POLL).isEmpty()) {
                return null;
            }
            long position = consumer.position(partition);
            if (position > suspect.from()) {
                return position;
            }
        }
        return null;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
