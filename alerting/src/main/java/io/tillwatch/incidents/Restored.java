package io.tillwatch.incidents;

import io.tillwatch.audit.AuditChain;
import io.tillwatch.audit.AuditReader;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.silences.Silences;
import io.tillwatch.topics.Complete;
import io.tillwatch.topics.TopicReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What alerting knew when it last stopped, read back from the topics. */
record Restored(IncidentBook book, AuditChain audit, Silences silences) {
    private static final Logger LOG = LoggerFactory.getLogger(Restored.class);
    private static final long SIGNALS = 10_000;

    /** @param consumer of alerting's group; only asked for what was committed */
    static Restored read(IncidentBook book, TopicReader reader, KafkaConsumer<String, byte[]> consumer) {
        reader.all(TopicNames.INCIDENTS, record -> restore(record, book));
        reader.before(applied(consumer), SIGNALS, record -> remember(record, book));
        return new Restored(book, AuditReader.chain(reader), Silences.read(reader));
    }

    /** Up to where signals were applied. */
    private static Map<TopicPartition, Long> applied(KafkaConsumer<String, byte[]> consumer) {
        List<org.apache.kafka.common.PartitionInfo> infos = consumer.partitionsFor(TopicNames.SIGNALS);
        Set<TopicPartition> partitions = new HashSet<>();
        infos.forEach(info -> partitions.add(new TopicPartition(TopicNames.SIGNALS, info.partition())));
        Map<TopicPartition, Long> applied = new HashMap<>();
        consumer.committed(partitions).forEach((partition, offset) -> {
            if (offset != null) {
                applied.put(partition, offset.offset());
            }
        });
        return applied;
    }

    private static void restore(ConsumerRecord<String, byte[]> record, IncidentBook book) {
        if (record.value() != null) {
            try {
                book.restore(Complete.check(
                        Topics.INCIDENTS.value().deserializer().deserialize(record.topic(), record.value())));
            } catch (RuntimeException e) {
                // Its signals will open it anew; a broken record must not keep all others from being watched.
                LOG.error("the incident at {}-{} cannot be read", record.partition(), record.offset(), e);
            }
        }
    }

    private static void remember(ConsumerRecord<String, byte[]> record, IncidentBook book) {
        if (record.value() != null) {
            try {
                book.remember(Complete.check(
                        Topics.SIGNALS.value().deserializer().deserialize(record.topic(), record.value())));
            } catch (RuntimeException e) {
                LOG.debug("a signal that was quarantined before is passed over", e);
            }
        }
    }
}
