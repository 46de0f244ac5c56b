package io.tillwatch.notify;

import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Notification;
import io.tillwatch.silences.Silences;
import io.tillwatch.topics.Complete;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Incidents that were read, deliveries that ended, digests that are due: one transaction. One thread at a time. */
final class NotificationTurn {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationTurn.class);
    private static final Duration POLL = Duration.ofMillis(100);

    /** How soon the end of a silence is noticed. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final Silences silences;
    private final Clocks clocks;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Queue<Delivery.Result> results = new ConcurrentLinkedQueue<>();
    private final Map<String, Incident> open = new LinkedHashMap<>();
    private Instant looked = Instant.EPOCH;

    /**
     * @param real by which limits and receivers go
     * @param world by which silences go, as people set them
     */
    record Clocks(InstantSource real, InstantSource world) {}

    NotificationTurn(
            Outbox outbox,
            Silences silences,
            Clocks clocks,
            KafkaConsumer<String, byte[]> consumer,
            KafkaProducer<String, byte[]> producer) {
        this.outbox = outbox;
        this.silences = silences;
        this.clocks = clocks;
        this.consumer = consumer;
        this.producer = producer;
    }

    /** Takes note that a delivery ended. Thread-safe. */
    void result(Delivery.Result result) {
        results.add(result);
    }

    /** @return what changed in the outbox, after that is durable */
    List<Notification> next() {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        Instant now = clocks.real().instant();
        List<Notification> changes = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            decide(record, now, changes);
        }
        lookAround(now, changes);
        for (Delivery.Result result = results.poll(); result != null; result = results.poll()) {
            changes.add(
                    result.refused() == null
                            ? outbox.delivered(result.sent(), now)
                            : outbox.refused(result.sent(), now, result.refused()));
        }
        changes.addAll(outbox.due(now));
        if (!records.isEmpty() || !changes.isEmpty()) {
            commit(records, changes);
        }
        return changes;
    }

    /** Takes up an incident as it stands; if it is open, it is told with the next turn to those who do not know it. */
    void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() != null) {
            Incident incident = incident(record);
            if (incident.status() == Incident.Status.RESOLVED) {
                open.remove(incident.id());
            } else {
                open.put(incident.id(), incident);
            }
        }
    }

    private static Incident incident(ConsumerRecord<String, byte[]> record) {
        return Complete.check(Topics.INCIDENTS.value().deserializer().deserialize(record.topic(), record.value()));
    }

    private void decide(ConsumerRecord<String, byte[]> record, Instant now, List<Notification> changes) {
        if (record.value() == null) {
            return;
        }
        try {
            if (record.topic().equals(TopicNames.SILENCES)) {
                silences.put(Silences.of(record));
            } else {
                take(record);
                changes.addAll(told(incident(record), now));
            }
        } catch (RuntimeException e) {
            // The indexer reads the same incident and quarantines it.
            LOG.error("the record at {} {}-{} cannot be used", record.topic(), record.partition(), record.offset(), e);
        }
    }

    /** What is still open when its silence ends is told then, as is what a new receiver does not know. */
    private void lookAround(Instant now, List<Notification> changes) {
        if (now.isAfter(looked.plus(LOOK))) {
            looked = now;
            open.values().forEach(incident -> changes.addAll(told(incident, now)));
        }
    }

    private List<Notification> told(Incident incident, Instant now) {
        boolean silenced = silences.covering(incident, clocks.world().instant()) != null;
        return outbox.decide(incident, now, silenced);
    }

    private void commit(ConsumerRecords<String, byte[]> records, List<Notification> changes) {
        producer.beginTransaction();
        for (Notification change : changes) {
            // A send that fails makes the commit fail.
            var unused = producer.send(new ProducerRecord<>(
                    Topics.NOTIFICATIONS.name(),
                    change.receiver(),
                    Topics.NOTIFICATIONS.value().serializer().serialize(Topics.NOTIFICATIONS.name(), change)));
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        records.partitions().forEach(partition -> {
            List<ConsumerRecord<String, byte[]>> of = records.records(partition);
            offsets.put(partition, new OffsetAndMetadata(of.get(of.size() - 1).offset() + 1));
        });
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        }
        producer.commitTransaction();
    }
}
