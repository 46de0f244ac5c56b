package io.tillwatch.incidents;

import io.tillwatch.audit.AuditChain;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Suppression;
import io.tillwatch.contracts.watch.Verdict;
import io.tillwatch.silences.Silences;
import io.tillwatch.topics.Complete;
import io.tillwatch.topics.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch of signals, verdicts and silences and all that follows from it, in one transaction. One thread at a time. */
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final String COMPONENT = "alerting";

    private final IncidentBook book;
    private final AuditChain audit;
    private final Silences silences;
    private final Suppressions suppressions;
    private final Clock clock;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;

    Turn(Restored state, Clock clock, KafkaConsumer<String, byte[]> consumer, KafkaProducer<String, byte[]> producer) {
        this.book = state.book();
        this.audit = state.audit();
        this.silences = state.silences();
        this.suppressions = new Suppressions(silences);
        this.clock = clock;
        this.consumer = consumer;
        this.producer = producer;
    }

    /** @return the incidents that changed, after that is durable; of several changes of one the last, which says it all */
    Collection<Incident> apply(ConsumerRecords<String, byte[]> records) {
        Map<String, Incident> changes = new LinkedHashMap<>();
        List<Suppression> held = new ArrayList<>();
        List<AuditEntry> said = new ArrayList<>();
        List<QuarantinedRecord> refused = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                for (Incident incident : changesOf(record, held, said)) {
                    changes.remove(incident.id());
                    changes.put(incident.id(), incident);
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "a record of {} cannot be applied: {}",
                        record.topic(),
                        e.getClass().getSimpleName());
                refused.add(Refusal.of(record, e, COMPONENT, clock.instant()));
            }
        }
        producer.beginTransaction();
        changes.values().forEach(incident -> send(Topics.INCIDENTS, incident.id(), incident));
        held.forEach(one -> send(Topics.SUPPRESSIONS, one.signal().subject(), one));
        said.forEach(entry -> send(Topics.AUDIT, entry.actor(), entry));
        refused.forEach(record -> send(Topics.QUARANTINE, record.id(), record));
        producer.sendOffsetsToTransaction(offsets(records), consumer.groupMetadata());
        producer.commitTransaction();
        return changes.values();
    }

    private List<Incident> changesOf(
            ConsumerRecord<String, byte[]> record, List<Suppression> held, List<AuditEntry> said) {
        if (record.value() == null) {
            return List.of();
        }
        Instant now = clock.instant();
        switch (record.topic()) {
            case TopicNames.VERDICTS -> {
                Verdict verdict = read(Topics.VERDICTS, record);
                List<Incident> changed = book.apply(verdict);
                if (!changed.isEmpty()) {
                    said.add(Said.entry(verdict, audit));
                }
                return changed;
            }
            case TopicNames.SILENCES -> {
                Silence silence = Silences.of(record);
                silences.put(silence);
                said.add(Said.entry(silence, audit));
                return List.of();
            }
            default -> {
                Signal signal = read(Topics.SIGNALS, record);
                List<Incident> changed = book.apply(signal, now);
                Suppression suppression = suppressions.of(signal, changed, now);
                if (suppression != null) {
                    held.add(suppression);
                }
                return changed;
            }
        }
    }

    private static <T extends Record> T read(Topic<T> topic, ConsumerRecord<String, byte[]> record) {
        return Complete.check(topic.value().deserializer().deserialize(record.topic(), record.value()));
    }

    /** A send that fails makes the commit fail. */
    private <T> void send(Topic<T> topic, String key, T value) {
        byte[] bytes = topic.value().serializer().serialize(topic.name(), value);
        var unused = producer.send(
                new ProducerRecord<>(topic.name(), null, clock.instant().toEpochMilli(), key, bytes));
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(ConsumerRecords<String, byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        records.partitions().forEach(partition -> {
            List<ConsumerRecord<String, byte[]>> of = records.records(partition);
            offsets.put(partition, new OffsetAndMetadata(of.get(of.size() - 1).offset() + 1));
        });
        return offsets;
    }
}
