package io.tillwatch.contracts.event;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event without reading its body.
 *
 * @param id unique within its source
 * @param source the emitter, such as {@code /pos/store-012/till-03}
 * @param type {@code domain.noun.verb-past.version}, such as {@code retail.sale.completed.v1}
 * @param subject the business key: receipt, order, sku or document
 * @param time when it occurred at the source, with the source's offset
 * @param recordedTime when the source wrote it down for sending
 * @param sequence counts up by one within (source, sourceEpoch)
 * @param sourceEpoch a reinstalled till starts a new one; its sequence starts again
 * @param flowId the entry in the flow catalogue that carries it
 * @param correlationId the receipt or order that it belongs to
 * @param causationId the event that caused it
 * @param traceParent W3C trace context
 * @param attempt delivery attempt, from 1
 * @param replayOf id of the original when replayed
 * @param corrects the event that this one undoes
 */
public record Envelope(
        String id,
        String source,
        String type,
        String subject,
        OffsetDateTime time,
        @Nullable Instant recordedTime,
        @Nullable Long sequence,
        @Nullable String sourceEpoch,
        @Nullable String flowId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceParent,
        int attempt,
        @Nullable String replayOf,
        @Nullable EventRef corrects) {

    public Envelope {
        ContractViolation.requireText(id, "id");
        ContractViolation.requireText(source, "source");
        ContractViolation.requireText(type, "type");
        ContractViolation.require(time, "time");
    }

    /** An envelope with the required attributes only. */
    public static Envelope of(String source, String id, EventType type, String subject, OffsetDateTime time) {
        return new Envelope(
                id, source, type.typeName(), subject, time, null, null, null, null, null, null, null, 1, null, null);
    }

    public Instant occurredAt() {
        return time.toInstant();
    }

    public EventRef ref() {
        return new EventRef(source, id);
    }

    public Envelope recordedAt(Instant recorded) {
        return new Envelope(
                id,
                source,
                type,
                subject,
                time,
                recorded,
                sequence,
                sourceEpoch,
                flowId,
                correlationId,
                causationId,
                traceParent,
                attempt,
                replayOf,
                corrects);
    }

    public Envelope sequenced(long number, @Nullable String epoch) {
        return new Envelope(
                id,
                source,
                type,
                subject,
                time,
                recordedTime,
                number,
                epoch,
                flowId,
                correlationId,
                causationId,
                traceParent,
                attempt,
                replayOf,
                corrects);
    }

    public Envelope inFlow(String flow) {
        return new Envelope(
                id,
                source,
                type,
                subject,
                time,
                recordedTime,
                sequence,
                sourceEpoch,
                flow,
                correlationId,
                causationId,
                traceParent,
                attempt,
                replayOf,
                corrects);
    }

    public Envelope correlatedBy(String correlation) {
        return new Envelope(
                id,
                source,
                type,
                subject,
                time,
                recordedTime,
                sequence,
                sourceEpoch,
                flowId,
                correlation,
                causationId,
                traceParent,
                attempt,
                replayOf,
                corrects);
    }

    public Envelope correcting(EventRef target) {
        return new Envelope(
                id,
                source,
                type,
                subject,
                time,
                recordedTime,
                sequence,
                sourceEpoch,
                flowId,
                correlationId,
                causationId,
                traceParent,
                attempt,
                replayOf,
                target);
    }

    public Envelope attempt(int number) {
        return new Envelope(
                id,
                source,
                type,
                subject,
                time,
                recordedTime,
                sequence,
                sourceEpoch,
                flowId,
                correlationId,
                causationId,
                traceParent,
                number,
                replayOf,
                corrects);
    }
}
