package io.tillwatch.orders;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.value.Money;
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
        boolean told) {

    static OpenOrder of(String order, EventType type, String handler, Instant at) {
        return new OpenOrder(order, type, handler, null, null, null, at, null, false);
    }

    OpenOrder placed(OrderPlaced placed, Instant at) {
        return fulfilment != null
                ? this
                : new OpenOrder(
                        order,
                        seen,
                        handler,
                        placed.channel(),
                        placed.fulfilment(),
                        placed.total(),
                        at,
                        placed.promisedBy(),
                        told);
    }

    OpenOrder reached(EventType type, String by) {
        return type.compareTo(seen) <= 0
                ? this
                : new OpenOrder(order, type, by, channel, fulfilment, total, placedAt, promisedBy, told);
    }

    OpenOrder asTold(boolean now) {
        return new OpenOrder(order, seen, handler, channel, fulfilment, total, placedAt, promisedBy, now);
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
