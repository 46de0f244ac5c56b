package io.tillwatch.simulator;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record and the moment at which it reaches the broker. The record is encoded when it is asked for, so that a day of
 * them stays small; each call gives a new one, since sending freezes a record's headers.
 */
public final class Emission {
    private final Instant at;
    private final @Nullable Valid valid;
    private final @Nullable Raw raw;
    private final boolean copy;

    private record Valid(Event<?> event, String key) {}

    private record Raw(String topic, String key, @Nullable String body, Map<String, String> headers) {}

    private Emission(Instant at, @Nullable Valid valid, @Nullable Raw raw, boolean copy) {
        this.at = at;
        this.valid = valid;
        this.raw = raw;
        this.copy = copy;
    }

    static Emission of(Instant at, Event<?> event, String key) {
        return new Emission(at, new Valid(event, key), null, false);
    }

    /** A record as it stands, valid or not. */
    static Emission raw(Instant at, String topic, String key, @Nullable String body, Map<String, String> headers) {
        return new Emission(at, null, new Raw(topic, key, body, Map.copyOf(headers)), false);
    }

    Emission copyAt(Instant later) {
        return new Emission(later, valid, raw, true);
    }

    Emission marked(boolean asCopy) {
        return new Emission(at, valid, raw, asCopy);
    }

    Emission delayedTo(Instant later) {
        return new Emission(later, valid, raw, copy);
    }

    /** World time of the append; also the record's timestamp. */
    public Instant at() {
        return at;
    }

    /** Null for poison and for a re-delivery whose content was changed: those belong in quarantine. */
    public @Nullable Event<?> event() {
        return valid == null ? null : valid.event();
    }

    /** Whether an identical record was sent before. */
    public boolean isCopy() {
        return copy;
    }

    public ProducerRecord<String, byte[]> record() {
        if (valid != null) {
            return EventCodec.encode(valid.event(), valid.key(), at.toEpochMilli());
        }
        Raw bytes = Objects.requireNonNull(raw);
        RecordHeaders headers = new RecordHeaders();
        bytes.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(h -> headers.add(h.getKey(), h.getValue().getBytes(StandardCharsets.UTF_8)));
        String text = bytes.body();
        byte[] body = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(bytes.topic(), null, at.toEpochMilli(), bytes.key(), body, headers);
    }
}
