package io.tillwatch.console.live;

import io.tillwatch.console.SourceUnavailableException;
import io.tillwatch.console.VerdictSink;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Verdict;
import java.time.Duration;
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

/** Writes verdicts to their topic and waits until all replicas have them. Thread-safe. */
public final class KafkaVerdicts implements VerdictSink, AutoCloseable {
    private static final Duration DURABLE_WITHIN = Duration.ofSeconds(5);

    private final KafkaProducer<String, Verdict> producer;

    private KafkaVerdicts(KafkaProducer<String, Verdict> producer) {
        this.producer = producer;
    }

    /** @param clientProperties {@code bootstrap.servers} and, where needed, security */
    public static KafkaVerdicts open(Map<String, Object> clientProperties) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, DURABLE_WITHIN.toMillis());
        return new KafkaVerdicts(new KafkaProducer<>(
                properties, new StringSerializer(), Topics.VERDICTS.value().serializer()));
    }

    @Override
    public void accept(Verdict verdict) {
        try {
            producer.send(new ProducerRecord<>(
                            Topics.VERDICTS.name(), null, verdict.at().toEpochMilli(), verdict.incident(), verdict))
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
