package io.tillwatch.index;

import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.topics.Complete;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Which document a record of which topic becomes. Pure, thread-safe. */
final class TopicDocuments {
    private TopicDocuments() {}

    /**
     * The document of a record that is no tombstone.
     *
     * @throws io.tillwatch.contracts.event.ContractViolation when the record cannot be read, or lacks a field
     */
    static IndexDocument of(ConsumerRecord<String, byte[]> record) {
        return switch (record.topic()) {
            case TopicNames.INCIDENTS -> Documents.of(read(Topics.INCIDENTS, record));
            case TopicNames.SIGNALS -> Documents.of(read(Topics.SIGNALS, record));
            case TopicNames.SUPPRESSIONS -> Documents.of(read(Topics.SUPPRESSIONS, record));
            case TopicNames.POSITIONS -> Documents.of(read(Topics.POSITIONS, record));
            case TopicNames.RECONCILIATION -> Documents.of(read(Topics.RECONCILIATION, record));
            case TopicNames.FLOW_HEALTH -> Documents.of(read(Topics.FLOW_HEALTH, record));
            case TopicNames.QUARANTINE -> Documents.of(read(Topics.QUARANTINE, record));
            case TopicNames.AUDIT -> Documents.of(read(Topics.AUDIT, record));
            default -> throw new IllegalStateException("no document is made of records on " + record.topic());
        };
    }

    private static <T extends Record> T read(Topic<T> topic, ConsumerRecord<String, byte[]> record) {
        return Complete.check(topic.value().deserializer().deserialize(record.topic(), record.value()));
    }
}
