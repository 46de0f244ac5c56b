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
 * @param key raw key, Base64 in JSON
 * @param value raw value, Base64 in JSON
 * @param headers raw headers, Base64 in JSON
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
        byte @Nullable [] key,
        byte @Nullable [] value,
        Map<String, byte[]> headers) {}
