package io.tillwatch.orders;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.value.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order on its way. Its events may come in any order: what it was placed with may be known last.
 *
 * @param seen the furthest step taken so far, as the event's type
 * @param handler who has it now
 * @param fulfilment null until the placing is known
 * @param total null until the placing is known
 * @param placedAt when the first thing known of it occurred, until the placing is known
 * @param heardAt when its source wrote it down for sending; null until the placing is known, and where it does not say
 * @param flow that brought it; null until the placing is known, and where it does not say
 * @param told whether it was told to be stuck
 */
record OpenOrder(
        String order,
        EventType seen,
        String handler,
        @Nullable String channel,
        @Nullable String fulfilment,
        @Nullable Money total,
        Instant placedAt,
        @Nullable Instant promisedBy,
        @Nullable Instant heardAt,
        @Nullable String flow,
        boolean told) {
    /** What a source says of its own clock does not put a deadline off for ever. */
    private static final Duration LONGEST_KEPT = Duration.ofDays(1);

    static OpenOrder of(String order, EventType type, String handler, Instant at) {
        return new OpenOrder(order, type, handler, null, null, null, at, null, null, null, false);
    }

    OpenOrder placed(OrderPlaced placed, Envelope envelope) {
        return fulfilment != null
                ? this
                : new OpenOrder(
                        order,
                        seen,
                        handler,
                        placed.channel(),
                        placed.fulfilment(),
                        placed.total(),
                        envelope.occurredAt(),
                        placed.promisedBy(),
                        envelope.recordedTime(),
                        envelope.flowId(),
                        told);
    }

    OpenOrder reached(EventType type, String by) {
        return type.compareTo(seen) <= 0
                ? this
                : new OpenOrder(order, type, by, channel, fulfilment, total, placedAt, promisedBy, heardAt, flow, told);
    }

    OpenOrder asTold(boolean now) {
        return new OpenOrder(
                order, seen, handler, channel, fulfilment, total, placedAt, promisedBy, heardAt, flow, now);
    }

    /** From when on our side could do something about it: a channel that kept it back by design kept it that long. */
    Instant inOurHands() {
        Instant heard = heardAt;
        Instant latest = placedAt.plus(LONGEST_KEPT);
        if (heard == null || heard.isBefore(placedAt)) {
            return placedAt;
        }
        return heard.isAfter(latest) ? latest : heard;
    }

    /** The same with the names that it has in common with others. */
    OpenOrder sharing(Names names) {
        Money amount = total;
        return new OpenOrder(
                order,
                seen,
                names.shared(handler),
                names.sharedOrNull(channel),
                names.sharedOrNull(fulfilment),
                amount == null ? null : new Money(amount.minor(), names.shared(amount.currency())),
                placedAt,
                promisedBy,
                heardAt,
                names.sharedOrNull(flow),
                told);
    }

    /** What it waits for. */
    Step waitsFor() {
        Step next = Step.after(seen, Deadlines.COLLECT.equals(fulfilment));
        return next == null ? Step.ACCEPTED : next;
    }

    /** What all orders have in common that are stuck where this one is. */
    String place() {
        Step step = waitsFor();
        return (step == Step.ACCEPTED ? channel : fulfilment) + "/" + step.words();
    }
}
