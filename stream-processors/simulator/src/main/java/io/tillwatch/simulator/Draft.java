package io.tillwatch.simulator;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event while the world is planned: it has happened, but its sequence and its way to the broker are not yet known.
 * Bodies that name sequences (a closed session, a count's cut) are made when those are known.
 */
final class Draft {
    /** No till of this world is reinstalled. */
    static final String EPOCH = "1";

    private final String id;
    private final String source;
    private final EventType type;
    private final Instant happened;
    private final int order;
    private String subject = "";
    private String key = "";
    private String flow = "";
    private @Nullable String correlation;
    private @Nullable String causation;
    private @Nullable EventRef corrects;
    private ZoneId zone = Retailer.LONDON;
    private Duration clockOff = Duration.ZERO;
    private @Nullable Function<Sequences, Object> body;
    private @Nullable Event<?> event;
    private Instant recorded;
    private Instant append;

    /** What is known once all sequences are given. */
    interface Sequences {
        /** The last sequence of a source at a moment; 0 when it had none. */
        long last(String source, Instant at);

        /** The sequence of one event. */
        long of(Draft draft);
    }

    Draft(String id, String source, EventType type, Instant happened, int order) {
        this.id = id;
        this.source = source;
        this.type = type;
        this.happened = happened;
        this.order = order;
        this.recorded = happened;
        this.append = happened;
    }

    Draft subject(String text) {
        this.subject = text;
        return this;
    }

    Draft key(String text) {
        this.key = text;
        return this;
    }

    Draft flow(String text) {
        this.flow = text;
        return this;
    }

    Draft about(String correlationId) {
        this.correlation = correlationId;
        return this;
    }

    Draft causedBy(@Nullable Draft cause) {
        this.causation = cause == null ? null : cause.id;
        return this;
    }

    Draft corrects(Draft target) {
        this.corrects = target.ref();
        return this;
    }

    Draft in(ZoneId localZone) {
        this.zone = localZone;
        return this;
    }

    /** How far the source's clock is ahead. */
    Draft clockOff(Duration ahead) {
        this.clockOff = ahead;
        return this;
    }

    Draft body(Object data) {
        this.body = sequences -> data;
        return this;
    }

    Draft bodyWith(Function<Sequences, Object> maker) {
        this.body = maker;
        return this;
    }

    /** When it is written down for sending and when it reaches the broker, both in true time. */
    void travels(Instant recordedAt, Instant appendedAt) {
        this.recorded = recordedAt;
        this.append = appendedAt;
    }

    String id() {
        return id;
    }

    EventRef ref() {
        return new EventRef(source, id);
    }

    String source() {
        return source;
    }

    EventType type() {
        return type;
    }

    Instant happened() {
        return happened;
    }

    int order() {
        return order;
    }

    String key() {
        return key;
    }

    String flow() {
        return flow;
    }

    Instant recorded() {
        return recorded;
    }

    Instant append() {
        return append;
    }

    /** Makes the event; before that it has none. */
    void finish(Sequences sequences, String traceParent) {
        Envelope envelope = new Envelope(
                id,
                source,
                type.typeName(),
                subject,
                happened.plus(clockOff).atZone(zone).toOffsetDateTime(),
                recorded.plus(clockOff),
                sequences.of(this),
                EPOCH,
                flow,
                correlation,
                causation,
                traceParent,
                1,
                null,
                corrects);
        this.event = new Event<>(
                envelope, Objects.requireNonNull(body, "a draft without body").apply(sequences));
    }

    @Nullable
    String correlation() {
        return correlation;
    }

    Event<?> event() {
        return Objects.requireNonNull(event, "the draft is not finished");
    }
}
