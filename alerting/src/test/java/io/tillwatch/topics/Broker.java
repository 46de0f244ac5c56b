package io.tillwatch.topics;

import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.engines.EmbeddedKafka;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker of one test class alone, with our topics: consumer groups and topics have fixed names. */
public final class Broker implements AutoCloseable {
    private final EmbeddedKafka kafka;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Exception> failed = new AtomicReference<>();

    private Broker(EmbeddedKafka kafka) {
        this.kafka = kafka;
        this.producer = new KafkaProducer<>(clientProperties(), new StringSerializer(), new ByteArraySerializer());
    }

    public static Broker start(Path dir) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(Topics.all().stream()
                            .map(topic -> new NewTopic(
                                            topic.name(), Optional.of(topic.partitions()), Optional.of((short) 1))
                                    .configs(topic.configuration()))
                            .toList())
                    .all()
                    .get();
        }
        return new Broker(kafka);
    }

    public Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    public <T> void send(Topic<T> topic, String key, T value) {
        raw(topic.name(), key, topic.value().serializer().serialize(topic.name(), value));
    }

    public void raw(String topic, String key, byte[] value) {
        var unused = producer.send(new ProducerRecord<>(topic, key, value), (metadata, error) -> {
            if (error != null) {
                failed.compareAndSet(null, error);
            }
        });
        if (failed.get() != null) {
            throw new IllegalStateException("a test record could not be sent", failed.get());
        }
    }

    /** Waits until all that was sent is there. */
    public void flush() {
        producer.flush();
    }

    /** All committed records of a topic, partition by partition. */
    public <T> List<T> read(Topic<T> topic) {
        return records(topic.name()).stream()
                .map(record -> topic.value().deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        new TopicReader(clientProperties(), () -> false).all(topic, records::add);
        return records;
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}
