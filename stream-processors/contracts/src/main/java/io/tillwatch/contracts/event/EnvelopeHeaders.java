package io.tillwatch.contracts.event;

import io.tillwatch.contracts.time.IsoTime;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads and writes the envelope as {@code ce_*} headers. Stateless, thread-safe. */
public final class EnvelopeHeaders {
    private static final String ID = "ce_id";
    private static final String SOURCE = "ce_source";
    private static final String SPEC_VERSION = "ce_specversion";
    private static final String TYPE = "ce_type";
    private static final String SUBJECT = "ce_subject";
    private static final String TIME = "ce_time";
    private static final String RECORDED_TIME = "ce_recordedtime";
    private static final String SEQUENCE = "ce_sequence";
    private static final String SOURCE_EPOCH = "ce_sourceepoch";
    private static final String FLOW_ID = "ce_flowid";
    private static final String CORRELATION_ID = "ce_correlationid";
    private static final String CAUSATION_ID = "ce_causationid";
    private static final String TRACE_PARENT = "ce_traceparent";
    private static final String ATTEMPT = "ce_attempt";
    private static final String REPLAY_OF = "ce_replayof";
    private static final String CORRECTS = "ce_corrects";
    private static final String CONTENT_TYPE = "content-type";

    private EnvelopeHeaders() {}

    /** @throws ContractViolation when a required attribute is missing or one cannot be read */
    public static Envelope read(Headers headers) {
        Attributes said = new Attributes();
        for (Header header : headers) {
            said.take(header);
        }
        return said.envelope();
    }

    public static void write(Envelope envelope, Headers headers) {
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, envelope.id());
        put(headers, SOURCE, envelope.source());
        put(headers, TYPE, envelope.type());
        put(headers, SUBJECT, envelope.subject().isEmpty() ? null : envelope.subject());
        put(headers, TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(envelope.time()));
        put(headers, RECORDED_TIME, text(envelope.recordedTime()));
        put(headers, SEQUENCE, text(envelope.sequence()));
        put(headers, SOURCE_EPOCH, envelope.sourceEpoch());
        put(headers, FLOW_ID, envelope.flowId());
        put(headers, CORRELATION_ID, envelope.correlationId());
        put(headers, CAUSATION_ID, envelope.causationId());
        put(headers, TRACE_PARENT, envelope.traceParent());
        put(headers, ATTEMPT, envelope.attempt() == 1 ? null : Integer.toString(envelope.attempt()));
        put(headers, REPLAY_OF, envelope.replayOf());
        EventRef corrects = envelope.corrects();
        put(headers, CORRECTS, corrects == null ? null : corrects.encoded());
        put(headers, CONTENT_TYPE, "application/json");
    }

    /** The flow of a record whose envelope cannot be read as a whole; null when even that is absent. */
    public static @Nullable String flowId(Headers headers) {
        return optional(headers, FLOW_ID);
    }

    private static @Nullable String optional(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : value(header);
    }

    private static @Nullable String value(Header header) {
        byte[] value = header.value();
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        headers.remove(name);
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** What the headers say, each looked at once; the last of a name counts. */
    private static final class Attributes {
        private @Nullable String id;
        private @Nullable String source;
        private @Nullable String type;
        private @Nullable String subject;
        private @Nullable String time;
        private @Nullable String recordedTime;
        private @Nullable String sequence;
        private @Nullable String sourceEpoch;
        private @Nullable String flowId;
        private @Nullable String correlationId;
        private @Nullable String causationId;
        private @Nullable String traceParent;
        private @Nullable String attempt;
        private @Nullable String replayOf;
        private @Nullable String corrects;

        void take(Header header) {
            switch (header.key()) {
                case ID -> id = value(header);
                case SOURCE -> source = value(header);
                case TYPE -> type = value(header);
                case SUBJECT -> subject = value(header);
                case TIME -> time = value(header);
                case RECORDED_TIME -> recordedTime = value(header);
                case SEQUENCE -> sequence = value(header);
                case SOURCE_EPOCH -> sourceEpoch = value(header);
                case FLOW_ID -> flowId = value(header);
                case CORRELATION_ID -> correlationId = value(header);
                case CAUSATION_ID -> causationId = value(header);
                case TRACE_PARENT -> traceParent = value(header);
                case ATTEMPT -> attempt = value(header);
                case REPLAY_OF -> replayOf = value(header);
                case CORRECTS -> corrects = value(header);
                default -> {
                    // Other parties' headers travel along and mean nothing here.
                }
            }
        }

        Envelope envelope() {
            OffsetDateTime occurred = parsed(required(time, "time"), "time", IsoTime::parse, DateTimeException.class);
            String recorded = recordedTime;
            return new Envelope(
                    required(id, "id"),
                    required(source, "source"),
                    required(type, "type"),
                    subject == null ? "" : subject,
                    occurred,
                    recorded == null
                            ? null
                            : parsed(
                                    recorded,
                                    "recordedtime",
                                    r -> IsoTime.parse(r).toInstant(),
                                    DateTimeException.class),
                    sequence == null ? null : parsed(sequence, "sequence", Long::valueOf, NumberFormatException.class),
                    sourceEpoch,
                    flowId,
                    correlationId,
                    causationId,
                    traceParent,
                    attempt == null ? 1 : parsed(attempt, "attempt", Integer::valueOf, NumberFormatException.class),
                    replayOf,
                    corrects == null ? null : EventRef.parse(corrects));
        }

        private static <T, E extends RuntimeException> T parsed(
                String text, String attribute, Function<String, T> parser, Class<E> failure) {
            try {
                return parser.apply(text);
            } catch (RuntimeException e) {
                if (failure.isInstance(e)) {
                    // Without the cause, which quotes the attribute.
                    throw new ContractViolation(
                            ReasonCode.INVALID_ATTRIBUTE, "attribute " + attribute + " cannot be read");
                }
                throw e;
            }
        }

        private static String required(@Nullable String value, String attribute) {
            if (value == null || value.isBlank()) {
                throw new ContractViolation(ReasonCode.MISSING_ATTRIBUTE, "attribute " + attribute + " is missing");
            }
            return value;
        }
    }
}
