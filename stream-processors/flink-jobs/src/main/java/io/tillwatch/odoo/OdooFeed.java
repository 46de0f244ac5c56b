package io.tillwatch.odoo;

import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.odoo.OdooModel.Use;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries Odoo's documents to {@code odoo.documents}, a reading at a time, each closed by a mark that holds the cursor:
 * the topic itself says where a restarted feed goes on. An outage of Odoo delays readings and ends nothing. One thread of
 * its own; thread-safe.
 */
public final class OdooFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OdooFeed.class);
    /** The mark is among the last records; more than one reading never stands behind it. */
    private static final int LOOK_BACK = 50_000;

    private final OdooSettings settings;
    private final Map<String, Object> clientProperties;
    private final InstantSource clock;
    private final Duration every;
    private final OdooMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final Thread thread;

    private OdooFeed(
            OdooSettings settings,
            Map<String, Object> clientProperties,
            InstantSource clock,
            Duration every,
            OdooMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.clientProperties = Map.copyOf(clientProperties);
        this.clock = clock;
        this.every = every;
        this.thread = new Thread(this::run, "odoo-feed");
        thread.setDaemon(true);
    }

    /**
     * Starts reading.
     *
     * @param clock the world's clock: Odoo's dates follow it
     * @param every real time between two readings
     */
    public static OdooFeed start(
            OdooSettings settings, Map<String, Object> clientProperties, InstantSource clock, Duration every) {
        return start(settings, clientProperties, clock, every, OdooMetrics.NONE);
    }

    /** As above, and tells what it costs. */
    public static OdooFeed start(
            OdooSettings settings,
            Map<String, Object> clientProperties,
            InstantSource clock,
            Duration every,
            OdooMetrics metrics) {
        OdooFeed feed = new OdooFeed(settings, clientProperties, clock, every, metrics);
        feed.thread.start();
        return feed;
    }

    /** Null while it works or waits for Odoo to come back, else why it stopped. */
    public @Nullable String problem() {
        return thread.isAlive() ? null : "the Odoo reader has stopped: " + trouble.get();
    }

    /** What keeps Odoo from being read right now, in one line; null when nothing does. */
    public @Nullable String trouble() {
        return trouble.get();
    }

    private void run() {
        Duration pause = every;
        do {
            try (KafkaProducer<String, byte[]> producer = producer()) {
                pause = follow(producer, lastCursor());
            } catch (InterruptedException | InterruptException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (KafkaException e) {
                // The topic knows what arrived: reading goes on from its last mark.
                troubled("cannot be written to the topic: " + e.getClass().getSimpleName());
            } catch (RuntimeException e) {
                LOG.error("the Odoo reader stops", e);
                trouble.set("unexpected " + e.getClass().getSimpleName());
                return;
            }
        } while (!stopsWithin(pause));
    }

    /** Reads until it is stopped. */
    private Duration follow(KafkaProducer<String, byte[]> producer, OdooCursor from) throws InterruptedException {
        OdooCursor cursor = from;
        Duration pause = Duration.ZERO;
        try (OdooConnection connection =
                new OdooConnection(() -> settings, clock, metrics, Set.of(Use.GOODS, Use.SHELVES))) {
            while (!stopsWithin(pause)) {
                try {
                    cursor = read(connection, cursor, producer);
                    trouble.set(null);
                    pause = every;
                } catch (OdooException e) {
                    troubled(String.valueOf(e.getMessage()));
                    pause = connection.pauseAfter(e, every);
                }
            }
        }
        return every;
    }

    private void troubled(String what) {
        if (trouble.getAndSet(what) == null) {
            LOG.warn("Odoo {}; reading goes on when it can", what);
        }
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private OdooCursor read(OdooConnection connection, OdooCursor cursor, KafkaProducer<String, byte[]> producer)
            throws InterruptedException {
        OdooReader.Batch batch = connection.next(cursor);
        KeyEnd keyEnd = connection.takeKeyEnd();
        if (keyEnd != null) {
            Instant now = clock.instant();
            var unused = producer.send(EventCodec.encode(keyEnd.event(now), keyEnd.owner(), now.toEpochMilli()));
        }
        Instant readTo = batch.next().readTo();
        if (readTo == null || !batch.tellsMoreThan(cursor)) {
            return batch.next();
        }
        deliver(producer, batch.documents(), readTo);
        // Not before all else has arrived: the mark says so.
        deliver(producer, List.of(OdooReading.mark(batch.next(), readTo, trouble.get() != null)), readTo);
        metrics.read(batch.documents().size(), readTo);
        return batch.next();
    }

    private static void deliver(KafkaProducer<String, byte[]> producer, List<OdooDocument> documents, Instant at)
            throws InterruptedException {
        List<Future<RecordMetadata>> sent =
                documents.stream().map(document -> send(producer, document, at)).toList();
        producer.flush();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new KafkaException("a document of Odoo did not arrive", e.getCause());
            }
        }
    }

    private static Future<RecordMetadata> send(
            KafkaProducer<String, byte[]> producer, OdooDocument document, Instant at) {
        return producer.send(new ProducerRecord<>(
                Topics.ODOO_DOCUMENTS.name(), null, at.toEpochMilli(), document.key(), Json.bytes(document)));
    }

    private KafkaProducer<String, byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("enable.idempotence", true);
        properties.put("linger.ms", 5);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    private OdooCursor lastCursor() {
        Map<String, Object> properties = new HashMap<>(clientProperties);
        properties.put("enable.auto.commit", false);
        try (KafkaConsumer<String, OdooDocument> consumer = new KafkaConsumer<>(
                properties,
                new StringDeserializer(),
                Topics.ODOO_DOCUMENTS.value().deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.ODOO_DOCUMENTS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            partitions.forEach(partition -> consumer.seek(
                    partition,
                    Math.max(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - LOOK_BACK)));
            OdooCursor last = OdooCursor.START;
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    OdooDocument document = record.value();
                    if (document != null && document.model().equals(OdooReading.MODEL) && document.row() != null) {
                        last = Json.mapper().convertValue(document.row(), OdooCursor.class);
                    }
                }
            }
            return last;
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(Duration.ofSeconds(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
