package io.tillwatch.topics;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of ours that cannot be used, on its way to quarantine, whole. */
public final class Refusal {
    private Refusal() {}

    /** For a record that cannot be read or applied; a failure that no contract foresees says only its type. */
    public static QuarantinedRecord of(
            ConsumerRecord<String, byte[]> record, RuntimeException problem, String component, Instant now) {
        return problem instanceof ContractViolation violation
                ? of(record, violation.reason(), String.valueOf(violation.getMessage()), component, now)
                : of(
                        record,
                        ReasonCode.PROCESSING_FAILED,
                        "unexpected " + problem.getClass().getSimpleName(),
                        component,
                        now);
    }

    /** @param explanation names what is wrong, never the record's content */
    public static QuarantinedRecord of(
            ConsumerRecord<String, byte[]> record,
            ReasonCode reason,
            String explanation,
            String component,
            Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), String.valueOf(base64(header.value()))));
        return new QuarantinedRecord(
                record.topic() + "-" + record.partition() + "-" + record.offset(),
                reason,
                explanation,
                component,
                null,
                now,
                1,
                null,
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.key() == null ? null : base64(record.key().getBytes(StandardCharsets.UTF_8)),
                base64(record.value()),
                headers);
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
