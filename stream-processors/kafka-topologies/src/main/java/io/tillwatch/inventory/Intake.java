package io.tillwatch.inventory;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.EventIndex.Known;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/**
 * Lets each event in once: a known (source, id) with the same content is a duplicate, with other content a conflict;
 * a correction undoes its target whether that came before or comes later.
 *
 * <p>Not thread-safe: one thread owns an intake and its index.
 */
final class Intake {
    private final EventIndex index;
    private final Assortment assortment;

    Intake(EventIndex index) {
        this(index, Assortment.ANY);
    }

    Intake(EventIndex index, Assortment assortment) {
        this.index = index;
        this.assortment = assortment;
    }

    /** What became of an event. */
    sealed interface Admission permits Admitted, Duplicate {}

    /**
     * A new event.
     *
     * @param movements what it does to stock; marked as voided when its correction came first
     */
    record Admitted(List<Movement> movements) implements Admission {}

    /** Seen before with the same content. */
    record Duplicate() implements Admission {}

    /**
     * @param arrivedAt when the log had the event
     * @throws ContractViolation with {@link ReasonCode#CONTENT_CONFLICT} when it was seen with other content, with
     *     {@link ReasonCode#INVALID_BODY} when the ledger cannot keep what it says
     */
    Admission admit(Event<?> event, Instant arrivedAt) {
        Envelope envelope = event.envelope();
        long content = content(event);
        Known known = index.find(envelope.source(), envelope.id());
        if (known != null && known.seen()) {
            if (known.content() != content) {
                throw new ContractViolation(
                        ReasonCode.CONTENT_CONFLICT, "the same source and id were seen with other content");
            }
            return new Duplicate();
        }
        boolean voided = known != null && known.voided();
        List<Movement> movements = Explosion.of(event, arrivedAt, assortment);
        Limits.check(movements);
        List<Movement> told = voided
                ? movements.stream()
                        .map(movement -> movement.withVoided(arrivedAt))
                        .toList()
                : movements;
        List<String> positions = movements.stream()
                .map(movement -> StockPosition.key(movement.sku(), movement.location()))
                .distinct()
                .toList();
        index.put(envelope.source(), envelope.id(), new Known(content, true, voided, positions));
        return new Admitted(told);
    }

    /**
     * Voids the target of a correction.
     *
     * @return positions on which its movements must be undone; empty when it is not here, not yet, or undone already
     */
    List<String> correct(EventRef target) {
        Known known = index.find(target.source(), target.id());
        if (known != null && known.voided()) {
            return List.of();
        }
        Known voided = known == null
                ? new Known(0, false, true, List.of())
                : new Known(known.content(), known.seen(), true, known.positions());
        index.put(target.source(), target.id(), voided);
        return voided.positions();
    }

    /**
     * A hash over what an event says: type, time, sequence, target and body. Delivery attributes (attempt, recorded
     * time, trace) may differ between deliveries of the same event. The first 64 bits of SHA-256: a checksum would let
     * two contents collide on purpose or by structure.
     */
    static long content(Event<?> event) {
        Envelope envelope = event.envelope();
        MessageDigest digest = sha256();
        Instant occurredAt = envelope.occurredAt();
        digest.update((envelope.type()
                        + '\n'
                        + occurredAt.getEpochSecond()
                        + '.'
                        + occurredAt.getNano()
                        + '\n'
                        + envelope.sequence()
                        + '\n'
                        + envelope.corrects()
                        + '\n')
                .getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest.digest(Json.bytes(event.data()))).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
