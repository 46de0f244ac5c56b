package io.tillwatch.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.ExceptionRaised;
import io.tillwatch.contracts.integration.Heartbeat;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the pipeline tells as traces of sales. Stateless, thread-safe. */
public final class TraceReader {
    private static final Set<String> TOPICS_OF_SALES = Set.of(TopicNames.SALES, TopicNames.ORDERS);
    /** Flows that bring sales into the books. */
    private static final Set<String> INTO_ODOO = Set.of("odoo-import", "odoo-postings");

    private static final List<String> NAMES_IN_BODY = List.of("receipt", "order", "uuid");
    private static final int FIRST_FAILURE = 400;
    private static final int LONGEST = 200;

    private TraceReader() {}

    /** Null when the record is of no sale. */
    public static @Nullable Trace of(QuarantinedRecord record) {
        if (!TOPICS_OF_SALES.contains(record.topic())) {
            return null;
        }
        List<String> names = new ArrayList<>();
        names.add(header(record, "ce_subject"));
        names.add(decoded(record.key()));
        names.addAll(inBody(decoded(record.value())));
        String type = record.type() == null ? "a record" : record.type();
        return new Trace(
                Trace.PUT_ASIDE + record.id(),
                names,
                place(header(record, "ce_source")),
                line(type + " was put aside by " + record.component() + " as " + record.reason() + ": "
                        + record.explanation() + " (" + record.topic() + "-" + record.partition() + ", offset "
                        + record.offset() + ")"),
                Instant.ofEpochMilli(record.timestamp()),
                null);
    }

    /** Null when it explains no missing sale. */
    public static @Nullable Trace of(Event<?> event) {
        Envelope envelope = event.envelope();
        Object data = event.data();
        if (data instanceof ExceptionRaised exception && isIntoOdoo(envelope, exception.service())) {
            return failure(
                    envelope,
                    Stream.of(exception.reference()),
                    exception.service() + " threw " + exception.exceptionType() + ": " + exception.message());
        }
        if (data instanceof CallObserved call && isIntoOdoo(envelope, call.system())) {
            boolean failed = call.status() == 0 || call.status() >= FIRST_FAILURE;
            String answer = call.status() == 0 ? "was not answered" : "was answered with " + call.status();
            return failed
                    ? failure(
                            envelope,
                            Stream.of(),
                            "the call " + call.operation() + " to " + call.system() + " " + answer)
                    : null;
        }
        if (data instanceof Heartbeat beat && !beat.online()) {
            return new Trace(
                    "offline " + beat.node() + " " + envelope.occurredAt(),
                    List.of(),
                    beat.node(),
                    line(beat.node() + " was offline from " + envelope.occurredAt() + " on, as " + envelope.source()
                            + " said"),
                    envelope.occurredAt(),
                    envelope.occurredAt());
        }
        return null;
    }

    private static boolean isIntoOdoo(Envelope envelope, String service) {
        return INTO_ODOO.contains(String.valueOf(envelope.flowId()))
                || service.toLowerCase(Locale.ROOT).contains("odoo");
    }

    private static @Nullable Trace failure(Envelope envelope, Stream<@Nullable String> references, String told) {
        List<String> names = Stream.concat(references, Stream.of(envelope.correlationId(), envelope.subject()))
                .filter(name -> name != null && !name.isBlank())
                .map(String::valueOf)
                .toList();
        return names.isEmpty()
                ? null
                : new Trace(
                        "failure " + envelope.ref().encoded(),
                        names,
                        null,
                        line(told + " (" + envelope.source() + ", " + envelope.occurredAt() + ")"),
                        envelope.occurredAt(),
                        null);
    }

    /** What a body names, as far as it can be read: it may be what is wrong. */
    private static List<String> inBody(String body) {
        try {
            JsonNode json = Json.mapper().readTree(body);
            return NAMES_IN_BODY.stream()
                    .map(name -> json.path(name).asText(""))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** {@code /pos/store-012/till-03} is of {@code store-012}. */
    private static @Nullable String place(String source) {
        String[] parts = source.split("/", -1);
        return parts.length > 3 && !parts[2].isEmpty() ? parts[2] : null;
    }

    private static String header(QuarantinedRecord record, String name) {
        return decoded(record.headers().get(name));
    }

    private static String decoded(@Nullable String base64) {
        try {
            return base64 == null ? "" : new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String line(String told) {
        String plain = told.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "..." : plain;
    }
}
