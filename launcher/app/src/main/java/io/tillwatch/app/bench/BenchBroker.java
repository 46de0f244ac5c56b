package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.inventory.InventoryTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** An embedded broker with the topics of the catalogue, and what a benchmark asks of it. Thread-safe. */
final class BenchBroker implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 60;
    private static final Duration POLL = Duration.ofMillis(500);

    private final EmbeddedKafka kafka;
    private final Admin admin;
    private final int partitions;
    private volatile @Nullable Exception failure;

    private BenchBroker(EmbeddedKafka kafka, int partitions) {
        this.kafka = kafka;
        this.partitions = partitions;
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    /** @param partitions of each topic */
    static BenchBroker start(Path dataDir, int partitions) {
        BenchBroker broker = new BenchBroker(EmbeddedKafka.start(dataDir, 0), partitions);
        List<NewTopic> topics = Topics.all().stream()
                // Kept whole: a benchmark reads its results again, and the cleaner's work is not what is measured.
                .map(topic -> new NewTopic(topic.name(), partitions, (short) 1).configs(Map.of("retention.ms", "-1")))
                .toList();
        broker.get(broker.admin.createTopics(topics).all());
        return broker;
    }

    Map<String, Object> clientProperties() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    /** A producer for input, in large batches. */
    KafkaProducer<String, byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(clientProperties());
        properties.put("linger.ms", 20);
        properties.put("batch.size", 256 * 1024);
        properties.put("buffer.memory", 64 * 1024 * 1024L);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /** Sends all arrivals of the traffic and waits until the broker has them. */
    void load(Traffic traffic, Arrivals arrivals, Progress progress) {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            arrivals.forEach(number -> {
                send(producer, traffic.record(number), metadata -> {});
                progress.step();
            });
            producer.flush();
        }
    }

    /**
     * Sends one record.
     *
     * @param done hears where it stands, on the producer's thread
     * @throws UserError when an earlier one was refused
     */
    void send(
            KafkaProducer<String, byte[]> producer,
            ProducerRecord<String, byte[]> record,
            Consumer<RecordMetadata> done) {
        if (failure != null) {
            throw new UserError("the embedded broker did not take the events: check the disk", failure);
        }
        var unused = producer.send(record, (metadata, problem) -> {
            if (problem == null) {
                done.accept(metadata);
            } else {
                failure = problem;
            }
        });
    }

    /** A consumer of all partitions of a topic that sees committed records only. */
    KafkaConsumer<String, byte[]> consumer(String topic) {
        Map<String, Object> properties = new HashMap<>(clientProperties());
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        properties.put("max.poll.records", 2000);
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
        return consumer;
    }

    /** Reads a partition from one offset to before another. */
    void read(TopicPartition partition, long from, long end, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (KafkaConsumer<String, byte[]> consumer = consumer(partition.topic())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(record -> {
                    if (record.offset() < end) {
                        reader.accept(record);
                    }
                });
            }
        }
    }

    /** Where each partition of a topic ends for readers of committed records. */
    Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            asked.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        return get(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    long end(String topic) {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How far the inventory has read, over all partitions, in whole commits. */
    long committed(String topic) {
        Map<TopicPartition, OffsetAndMetadata> offsets = get(
                admin.listConsumerGroupOffsets(InventoryTopology.APPLICATION_ID).partitionsToOffsetAndMetadata());
        return offsets.entrySet().stream()
                .filter(offset -> offset.getKey().topic().equals(topic) && offset.getValue() != null)
                .mapToLong(offset -> offset.getValue().offset())
                .sum();
    }

    /** Makes the broker forget the inventory: where it stood and what it had kept. */
    void forgetInventory() {
        String prefix = InventoryTopology.APPLICATION_ID;
        Set<String> internal = internalTopics();
        if (!internal.isEmpty()) {
            get(admin.deleteTopics(internal).all());
        }
        try {
            get(admin.deleteConsumerGroups(List.of(prefix)).all());
        } catch (UserError e) {
            if (!(e.getCause() instanceof ExecutionException refused
                    && refused.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    /** Changelogs and repartition topics of the inventory. */
    Set<String> internalTopics() {
        return get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(InventoryTopology.APPLICATION_ID + "-"))
                .collect(Collectors.toSet());
    }

    private <T> T get(KafkaFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new UserError("the embedded broker refused what the benchmark asked of it", e);
        } catch (TimeoutException e) {
            throw new UserError("the embedded broker did not answer within " + TIMEOUT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        kafka.close();
    }
}
