package io.tillwatch.streams;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Puts records that cannot be used aside, whole: keys are bytes, since a damaged one may be no text. Thread-safe. */
public final class Quarantine {
    private final String component;
    private final Clock clock;

    public Quarantine(String component, Clock clock) {
        this.component = component;
        this.clock = clock;
    }

    /** The record with its reason; a failure that no contract foresees is {@link ReasonCode#PROCESSING_FAILED}. */
    public QuarantinedRecord of(
            Record<byte[], byte[]> record, RecordMetadata metadata, String flow, RuntimeException problem) {
        ReasonCode reason =
                problem instanceof ContractViolation violation ? violation.reason() : ReasonCode.PROCESSING_FAILED;
        String explanation = problem instanceof ContractViolation
                ? String.valueOf(problem.getMessage())
                : "unexpected " + problem.getClass().getSimpleName();
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), String.valueOf(base64(header.value()))));
        return new QuarantinedRecord(
                metadata.topic() + "-" + metadata.partition() + "-" + metadata.offset(),
                reason,
                explanation,
                component,
                flow,
                clock.instant(),
                1,
                text(record.headers(), "ce_type"),
                metadata.topic(),
                metadata.partition(),
                metadata.offset(),
                record.timestamp(),
                base64(record.key()),
                base64(record.value()),
                headers);
    }

    /** The flow that a record says it belongs to, else the given one. */
    public static String flow(Headers headers, String otherwise) {
        String flow = EnvelopeHeaders.flowId(headers);
        return flow == null || flow.isBlank() ? otherwise : flow;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
