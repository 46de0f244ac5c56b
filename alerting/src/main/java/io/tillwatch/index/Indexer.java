package io.tillwatch.index;

import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.topics.Refusal;
import io.tillwatch.topics.TopicReader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries output topics into Elasticsearch: offsets are committed only after the documents are stored, ids are
 * deterministic, so each record is exactly one document. Runs on a thread of its own.
 */
public final class Indexer implements AutoCloseable {
    /** Incidents and signals: nobody may wait for them behind a flood of positions. */
    public static final List<String> URGENT = List.of(TopicNames.INCIDENTS, TopicNames.SIGNALS);

    /** All else that is shown. */
    public static final List<String> BULK = List.of(
            TopicNames.POSITIONS,
            TopicNames.RECONCILIATION,
            TopicNames.FLOW_HEALTH,
            TopicNames.QUARANTINE,
            TopicNames.SUPPRESSIONS,
            TopicNames.AUDIT);

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEATS_A_SESSION = 5;
    private static final Duration POLL = Duration.ofMillis(100);

    private final String name;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, QuarantinedRecord> quarantine;
    private final BulkWriter writer;
    private final Clock clock;
    private final Consumer<ConsumerRecord<String, byte[]>> stored;
    private final Thread thread;
    private final AtomicReference<@Nullable String> problem = new AtomicReference<>();
    private volatile boolean stopping;

    private Indexer(
            String name,
            Map<String, Object> clientProperties,
            ElasticClient client,
            Clock clock,
            Consumer<ConsumerRecord<String, byte[]>> stored) {
        this.name = name;
        this.clock = clock;
        this.stored = stored;
        Map<String, Object> properties = TopicReader.settings(clientProperties);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, "tillwatch-index-" + name);
        // An incident must not wait 45 s for an indexer that was killed to be believed dead.
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MILLIS / HEARTBEATS_A_SESSION);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        // While Elasticsearch is away the thread waits inside a write; the group must not think it dead.
        properties.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Integer.MAX_VALUE);
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        quarantine = new KafkaProducer<>(
                new HashMap<>(clientProperties),
                new StringSerializer(),
                Topics.QUARANTINE.value().serializer());
        writer = new BulkWriter(client, () -> stopping, problem::set, new Random());
        thread = new Thread(this::run, "index-" + name);
    }

    /**
     * Starts carrying.
     *
     * @param name part of the consumer group's name
     * @param stored hears of each record after its document is stored, on the indexer's thread; must be quick
     */
    public static Indexer start(
            String name,
            List<String> topics,
            Map<String, Object> clientProperties,
            ElasticClient client,
            Clock clock,
            Consumer<ConsumerRecord<String, byte[]>> stored) {
        Indexer indexer = new Indexer(name, clientProperties, client, clock, stored);
        indexer.consumer.subscribe(topics);
        indexer.thread.start();
        return indexer;
    }

    /** Null when all is well, else why not, in one line. */
    public @Nullable String problem() {
        return thread.isAlive() ? problem.get() : "the indexer " + name + " has stopped";
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer;
                quarantine) {
            while (!stopping) {
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty() && store(records)) {
                    commit();
                }
            }
        } catch (WakeupException e) {
            LOG.debug("{} was woken up to stop", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the indexer {} failed", name, e);
            problem.set("the indexer " + name + " failed with " + e.getClass().getSimpleName());
        }
    }

    /** What is not committed is carried once more, to the same ids. */
    private void commit() {
        try {
            consumer.commitSync();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            LOG.warn("the indexer {} could not commit; it will carry some records again", name, e);
        }
    }

    private boolean store(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        // Of several versions of one document in a batch only the last need be written.
        Map<String, IndexDocument> documents = new LinkedHashMap<>();
        Map<String, ConsumerRecord<String, byte[]>> origins = new HashMap<>();
        List<QuarantinedRecord> refused = new ArrayList<>();
        Set<ConsumerRecord<String, byte[]>> left = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) {
                continue;
            }
            try {
                IndexDocument document = TopicDocuments.of(record);
                documents.put(document.key(), document);
                origins.put(document.key(), record);
            } catch (RuntimeException e) {
                LOG.warn(
                        "a record of {} cannot be indexed: {}",
                        record.topic(),
                        e.getClass().getSimpleName());
                refused.add(Refusal.of(record, e, "indexer-" + name, clock.instant()));
                left.add(record);
            }
        }
        boolean all = writer.write(new ArrayList<>(documents.values()), (document, reason) -> {
            ConsumerRecord<String, byte[]> record = origins.get(document.key());
            LOG.warn("Elasticsearch refused a document for {}: {}", document.index(), reason);
            // A refused account of a refusal would be refused again, and again.
            if (record != null && !record.topic().equals(TopicNames.QUARANTINE)) {
                refused.add(Refusal.of(
                        record,
                        ReasonCode.REJECTED_BY_STORE,
                        "the index " + document.index() + " refused it: " + reason,
                        "indexer-" + name,
                        clock.instant()));
            }
            left.add(record);
        });
        if (all && setAside(refused)) {
            records.forEach(record -> {
                if (!left.contains(record)) {
                    stored.accept(record);
                }
            });
            return true;
        }
        return false;
    }

    /** @return false when it was told to stop before all refused records were safe */
    private boolean setAside(List<QuarantinedRecord> refused) throws InterruptedException {
        List<QuarantinedRecord> left = refused;
        while (!left.isEmpty()) {
            if (stopping) {
                return false;
            }
            Map<QuarantinedRecord, Future<RecordMetadata>> sent = new LinkedHashMap<>();
            left.forEach(
                    one -> sent.put(one, quarantine.send(new ProducerRecord<>(TopicNames.QUARANTINE, one.id(), one))));
            List<QuarantinedRecord> again = new ArrayList<>();
            for (Map.Entry<QuarantinedRecord, Future<RecordMetadata>> one : sent.entrySet()) {
                try {
                    one.getValue().get();
                } catch (ExecutionException e) {
                    LOG.warn("a refused record could not be quarantined yet", e);
                    problem.set("refused records cannot be quarantined");
                    again.add(one.getKey());
                }
            }
            left = again;
        }
        return true;
    }
}
