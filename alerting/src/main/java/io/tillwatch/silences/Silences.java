package io.tillwatch.silences;

import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.topics.Complete;
import io.tillwatch.topics.TopicReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The silences that there are. One thread at a time. */
public final class Silences {
    private static final Logger LOG = LoggerFactory.getLogger(Silences.class);

    private final Map<String, Silence> byId = new LinkedHashMap<>();

    /** Those that the topic holds; one that cannot be read silences nothing. */
    public static Silences read(TopicReader reader) {
        Silences silences = new Silences();
        reader.all(TopicNames.SILENCES, record -> {
            try {
                silences.put(of(record));
            } catch (RuntimeException e) {
                LOG.error("the silence at {}-{} cannot be read", record.partition(), record.offset(), e);
            }
        });
        return silences;
    }

    /** @throws io.tillwatch.contracts.event.ContractViolation when it cannot be read, or lacks a field */
    public static Silence of(ConsumerRecord<String, byte[]> record) {
        return Complete.check(Topics.SILENCES.value().deserializer().deserialize(record.topic(), record.value()));
    }

    public void put(Silence silence) {
        byId.put(silence.id(), silence);
    }

    /** The silence because of which an incident calls nobody now; null when there is none. */
    public @Nullable Silence covering(Incident incident, Instant now) {
        return byId.values().stream()
                .filter(silence -> silence.covers(incident, now))
                .findFirst()
                .orElse(null);
    }
}
