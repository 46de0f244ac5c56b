package io.tillwatch.inventory;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.inventory.StockCase.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of the inventory on a broker, the sources that write them, and a reader of what became of it. */
final class Cluster implements AutoCloseable {
    static final int PARTITIONS = 2;

    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<EventRef, String> keys = new HashMap<>();
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();

    Cluster(String bootstrapServers) throws ExecutionException, InterruptedException {
        this.bootstrapServers = bootstrapServers;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            Set<String> there = admin.listTopics().names().get();
            admin.createTopics(Stream.of(
                                    TopicNames.SALES,
                                    TopicNames.ORDERS,
                                    TopicNames.STOCK,
                                    TopicNames.PAYMENTS,
                                    Topics.POSITIONS.name(),
                                    Topics.QUARANTINE.name(),
                                    Topics.ACCOUNTING.name(),
                                    Topics.SIGNALS.name())
                            .filter(topic -> !there.contains(topic))
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Which SKU or source an event goes by must be known before its correction comes. */
    void knows(List<Step> events) {
        events.stream().filter(step -> step.corrects() == null).forEach(step -> {
            String topic = EventType.named(step.toEvent().envelope().type()).topicName();
            keys.put(
                    new EventRef(step.source(), step.id()),
                    topic.equals(TopicNames.STOCK) ? step.sku() : step.source());
        });
    }

    void send(Step step) {
        Event<?> event = step.toEvent();
        EventRef of = step.corrects() == null ? new EventRef(step.source(), step.id()) : step.corrects();
        ProducerRecord<String, byte[]> record = EventCodec.encode(event, keys.get(of), RandomStock.NOW.toEpochMilli());
        sent.add(producer.send(record));
    }

    /** Waits until the broker has all that was sent. */
    void flush() throws ExecutionException, InterruptedException {
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        sent.clear();
    }

    /** All that is committed on a topic now. */
    <V> List<Map.Entry<String, V>> committed(Topic<V> topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                partitions.add(new TopicPartition(topic.name(), partition));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<Map.Entry<String, V>> all = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    all.add(Map.entry(
                            record.key(), topic.value().deserializer().deserialize(topic.name(), record.value())));
                }
            }
            return all;
        }
    }

    <V> Map<String, V> newest(Topic<V> topic) {
        Map<String, V> newest = new LinkedHashMap<>();
        committed(topic).forEach(entry -> newest.put(entry.getKey(), entry.getValue()));
        return newest;
    }

    @Override
    public void close() {
        producer.close();
    }
}
