package io.tillwatch.incidents;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals and verdicts to incidents, exactly once: what was read and what follows from it are one transaction. The state
 * is the compacted topic of incidents itself; it is read at the start.
 */
public final class AlertingService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertingService.class);
    private static final String GROUP = "tillwatch-alerting";
    private static final Duration POLL = Duration.ofMillis(100);

    private final IncidentBook book;
    private final Clock clock;
    private final Map<String, Object> clientProperties;
    private final Consumer<Incident> changed;
    private final Thread thread = new Thread(this::run, "alerting");
    private final CountDownLatch ready = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private volatile boolean stopping;

    private AlertingService(
            IncidentBook book, Clock clock, Map<String, Object> clientProperties, Consumer<Incident> changed) {
        this.book = book;
        this.clock = clock;
        this.clientProperties = Map.copyOf(clientProperties);
        this.changed = changed;
    }

    /**
     * Starts alerting.
     *
     * @param changed hears of each incident after its change is durable, on the service's thread; must be quick
     */
    public static AlertingService start(
            FlowCatalogue flows,
            PriorityConfig priority,
            Clock clock,
            Map<String, Object> clientProperties,
            Consumer<Incident> changed) {
        AlertingService service =
                new AlertingService(new IncidentBook(flows, priority), clock, clientProperties, changed);
        service.thread.start();
        return service;
    }

    /** Whether the stored incidents were read and signals are being taken. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        return ready.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Null when all is well, else why not, in one line. */
    public @Nullable String problem() {
        return thread.isAlive()
                ? problem.get()
                : "alerting has stopped" + (problem.get() == null ? "" : ": " + problem.get());
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            restore();
            work();
        } catch (WakeupException e) {
            LOG.debug("alerting was woken up to stop");
        } catch (RuntimeException e) {
            LOG.error("alerting failed", e);
            problem.set("it failed with " + e.getClass().getSimpleName());
        }
    }

    private void restore() {
        try (KafkaConsumer<String, byte[]> consumer = consumer(null)) {
            List<TopicPartition> partitions = consumer.partitionsFor(TopicNames.INCIDENTS).stream()
                    .map(partition -> new TopicPartition(TopicNames.INCIDENTS, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!stopping
                    && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.value() != null) {
                        book.restore(
                                Topics.INCIDENTS.value().deserializer().deserialize(record.topic(), record.value()));
                    }
                }
            }
        }
    }

    private void work() {
        Map<String, Object> producing = new HashMap<>(clientProperties);
        producing.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP);
        producing.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        try (KafkaConsumer<String, byte[]> consumer = consumer(GROUP);
                KafkaProducer<String, Incident> producer = new KafkaProducer<>(
                        producing,
                        new StringSerializer(),
                        Topics.INCIDENTS.value().serializer())) {
            producer.initTransactions();
            consumer.subscribe(List.of(TopicNames.SIGNALS, TopicNames.VERDICTS));
            ready.countDown();
            while (!stopping) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    apply(records, consumer, producer);
                }
            }
        }
    }

    private void apply(
            ConsumerRecords<String, byte[]> records,
            KafkaConsumer<String, byte[]> consumer,
            KafkaProducer<String, Incident> producer) {
        // Of several changes of one incident in a batch the last says it all.
        Map<String, Incident> changes = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            changesOf(record).forEach(incident -> {
                changes.remove(incident.id());
                changes.put(incident.id(), incident);
            });
        }
        Instant now = clock.instant();
        producer.beginTransaction();
        changes.values().forEach(incident -> {
            var unused = producer.send(
                    new ProducerRecord<>(TopicNames.INCIDENTS, null, now.toEpochMilli(), incident.id(), incident));
        });
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        records.partitions().forEach(partition -> {
            List<ConsumerRecord<String, byte[]>> of = records.records(partition);
            offsets.put(partition, new OffsetAndMetadata(of.get(of.size() - 1).offset() + 1));
        });
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        changes.values().forEach(changed);
    }

    private List<Incident> changesOf(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return List.of();
        }
        if (record.topic().equals(TopicNames.VERDICTS)) {
            Verdict verdict = Topics.VERDICTS.value().deserializer().deserialize(record.topic(), record.value());
            return book.apply(verdict);
        }
        Signal signal = Topics.SIGNALS.value().deserializer().deserialize(record.topic(), record.value());
        return new ArrayList<>(book.apply(signal, clock.instant()).stream().toList());
    }

    private KafkaConsumer<String, byte[]> consumer(@Nullable String group) {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        if (group != null) {
            properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        }
        return new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
