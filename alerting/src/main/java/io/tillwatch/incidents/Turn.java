package io.tillwatch.incidents;

import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Verdict;
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

/** A batch of signals and verdicts and all that follows from it, in one transaction. One thread at a time. */
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final String COMPONENT = "alerting";

    private final IncidentBook book;
    private final Clock clock;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;

    Turn(Restored state, Clock clock, KafkaConsumer<String, byte[]> consumer, KafkaProducer<String, byte[]> producer) {
        this.book = state.book();
        this.clock = clock;
        this.consumer = consumer;
        this.producer = producer;
    }

    /** @return the incidents that changed, after that is durable; of several changes of one the last, which says it all */
    Collection<Incident> apply(ConsumerRecords<String, byte[]> records) {
        Map<String, Incident> changes = new LinkedHashMap<>();
        List<QuarantinedRecord> refused = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                for (Incident incident : changesOf(record)) {
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
        refused.forEach(record -> send(Topics.QUARANTINE, record.id(), record));
        producer.sendOffsetsToTransaction(offsets(records), consumer.groupMetadata());
        producer.commitTransaction();
        return changes.values();
    }

    private List<Incident> changesOf(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return List.of();
        }
        Instant now = clock.instant();
        if (record.topic().equals(TopicNames.VERDICTS)) {
            Verdict verdict = read(Topics.VERDICTS, record);
            return book.apply(verdict);
        }
        return book.apply(read(Topics.SIGNALS, record), now);
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
