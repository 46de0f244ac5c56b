package io.tillwatch.console.live;

import io.tillwatch.console.SourceUnavailableException;
import io.tillwatch.contracts.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to a topic of ours and waits until all replicas have it. Thread-safe. */
final class DurableTopic<V> implements AutoCloseable {
    private static final Duration DURABLE_WITHIN = Duration.ofSeconds(5);

    private final Topic<V> topic;
    private final KafkaProducer<String, V> producer;

    DurableTopic(Topic<V> topic, Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DURABLE_WITHIN.toMillis());
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                properties, new StringSerializer(), topic.value().serializer());
    }

    /** @throws SourceUnavailableException when Kafka does not take it in time */
    void write(String key, Instant at, V value) {
        try {
            producer.send(new ProducerRecord<>(topic.name(), null, at.toEpochMilli(), key, value))
                    .get(DURABLE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailableException("Kafka", e);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new SourceUnavailableException("Kafka", e);
        }
    }

    @Override
    public void close() {
        producer.close(DURABLE_WITHIN);
    }
}
