package io.tillwatch.audit;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.topics.Complete;
import io.tillwatch.topics.TopicReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the chain from its topic. */
public final class AuditReader {
    /** Entries share offsets with the marks of transactions, also of those that failed. */
    private static final long ENOUGH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(AuditReader.class);

    private AuditReader() {}

    /**
     * All entries, in the order in which they are stored.
     *
     * @throws ContractViolation when something stands there that is no entry
     */
    public static List<AuditEntry> all(TopicReader reader) {
        List<AuditEntry> entries = new ArrayList<>();
        reader.all(TopicNames.AUDIT, record -> entries.add(entry(record)));
        return entries;
    }

    /**
     * A chain that goes on where the stored one ends. What is no entry is passed over: it is found when the chain is
     * verified, and must not keep incidents from being watched.
     */
    public static AuditChain chain(TopicReader reader) {
        AuditChain chain = new AuditChain();
        reader.last(TopicNames.AUDIT, ENOUGH, record -> follow(chain, record));
        if (chain.isEmpty()) {
            reader.all(TopicNames.AUDIT, record -> follow(chain, record));
        }
        return chain;
    }

    private static void follow(AuditChain chain, ConsumerRecord<String, byte[]> record) {
        AuditEntry entry;
        try {
            entry = entry(record);
        } catch (ContractViolation violation) {
            LOG.error(
                    "{}-{} at {} is no entry of the audit and is passed over: somebody else wrote there. {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    violation.getMessage());
            return;
        }
        chain.after(entry);
    }

    private static AuditEntry entry(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            throw new ContractViolation(ReasonCode.INVALID_BODY, "offset " + record.offset() + " holds nothing");
        }
        return Complete.check(Topics.AUDIT.value().deserializer().deserialize(record.topic(), record.value()));
    }
}
