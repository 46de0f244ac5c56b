package io.tillwatch.contracts.watch;

import io.tillwatch.contracts.event.ReasonCode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be used, kept whole so that it can be replayed.
 *
 * @param id {@code topic-partition-offset}
 * @param explanation names the field, never its content
 * @param key raw key, as Base64
 * @param value raw value, as Base64
 * @param headers raw headers, as Base64
 * @param timestamp record timestamp, epoch milliseconds
 */
public record QuarantinedRecord(
        String id,
        ReasonCode reason,
        String explanation,
        String component,
        @Nullable String flow,
        Instant firstSeen,
        int attempt,
        @Nullable String type,
        String topic,
        int partition,
        long offset,
        long timestamp,
        @Nullable String key,
        @Nullable String value,
        Map<String, String> headers) {}
