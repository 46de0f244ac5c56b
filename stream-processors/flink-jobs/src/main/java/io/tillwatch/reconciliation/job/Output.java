package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record to write.
 *
 * @param value JSON
 * @param timestamp epoch milliseconds
 * @param envelope JSON of an event's envelope; null for what is no event
 */
public record Output(
        String topic,
        String key,
        String value,
        long timestamp,
        @Nullable String envelope) {
    Output(String topic, String key, String value, long timestamp) {
        this(topic, key, value, timestamp, null);
    }

    /** @param at when it is told */
    static Output of(Event<?> event, String key, Instant at) {
        EventType type = EventType.named(event.envelope().type());
        return new Output(type.topicName(), key, json(event.data()), at.toEpochMilli(), json(event.envelope()));
    }

    private static String json(Object value) {
        return new String(Json.bytes(value), StandardCharsets.UTF_8);
    }
}
