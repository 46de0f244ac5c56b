package io.tillwatch.inventory;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.EventIndex.Known;
import java.time.Instant;
import java.util.List;

/**
 * Lets each event in once: a known (source, id) with the same content is a duplicate, with other content a conflict;
 * a correction undoes its target whether that came before or comes later.
 *
 * <p>Not thread-safe: one thread owns an intake and its index.
 */
final class Intake {
    private static final long SECONDS_A_DAY = 86_400;

    private final EventIndex index;
    private final Assortment assortment;
    private final EventContent contents = new EventContent();

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
        long content = contents.hash(event);
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
        index.put(
                envelope.source(),
                envelope.id(),
                new Known(content, true, voided, positions(movements), day(later(envelope.occurredAt(), arrivedAt))));
        return new Admitted(
                voided
                        ? movements.stream()
                                .map(movement -> movement.withVoided(arrivedAt))
                                .toList()
                        : movements);
    }

    /** Days since 1970 in UTC. */
    static long day(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_A_DAY);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<String> positions(List<Movement> movements) {
        if (movements.size() == 1) {
            Movement only = movements.get(0);
            return List.of(StockPosition.key(only.sku(), only.location()));
        }
        return movements.stream()
                .map(movement -> StockPosition.key(movement.sku(), movement.location()))
                .distinct()
                .toList();
    }

    /**
     * Voids the target of a correction.
     *
     * @param arrivedAt when the log had the correction
     * @return positions on which its movements must be undone; empty when it is not here, not yet, or undone already
     */
    List<String> correct(EventRef target, Instant arrivedAt) {
        Known known = index.find(target.source(), target.id());
        if (known != null && known.voided()) {
            return List.of();
        }
        Known voided = known == null
                ? new Known(0, false, true, List.of(), day(arrivedAt))
                : new Known(known.content(), known.seen(), true, known.positions(), known.day());
        index.put(target.source(), target.id(), voided);
        return voided.positions();
    }
}
