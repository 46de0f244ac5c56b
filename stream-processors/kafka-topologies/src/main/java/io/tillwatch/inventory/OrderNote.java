package io.tillwatch.inventory;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.OrderLine;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.inventory.LedgerStore.HoldKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an order: that it ended, or what one of its reservations still holds. Saying the same again changes
 * nothing.
 *
 * @param end how it ended, such as {@code cancelled}; null for a reservation
 * @param ended the reservations that the end concerns; empty means all
 * @param held a reservation as it stands in the ledger; null for an end
 */
record OrderNote(
        String order,
        @Nullable String end,
        List<String> ended,
        @Nullable Held held) {
    private static final Map<String, String> ENDS = Map.of(
            EventType.ORDER_CANCELLED.typeName(), "cancelled",
            EventType.ORDER_COLLECTED.typeName(), "collected",
            EventType.ORDER_DELIVERED.typeName(), "delivered");

    /** @param open what it holds now; zero when it is released, fulfilled or expired */
    record Held(
            String reservation,
            String sku,
            String location,
            BigDecimal open,
            Instant since,
            @Nullable Money value) {
        String key() {
            return reservation + '|' + sku + '|' + location;
        }
    }

    /** Whether events of that type end an order. */
    static boolean ends(String type) {
        return ENDS.containsKey(type);
    }

    /** Empty when the event ends no order. */
    static Optional<OrderNote> ended(Event<?> event) {
        String end = ENDS.get(event.envelope().type());
        if (end == null || !(event.data() instanceof OrderProgressed step)) {
            return Optional.empty();
        }
        boolean whole = step.lines().stream().anyMatch(line -> line.reservation() == null);
        List<String> reservations = whole
                ? List.of()
                : step.lines().stream()
                        .map(OrderLine::reservation)
                        .filter(Objects::nonNull)
                        .toList();
        return Optional.of(new OrderNote(step.order(), end, reservations, null));
    }

    /** The reservation that a movement concerns, when it serves an order. */
    static Optional<OrderNote> held(LedgerStore store, Movement movement, Instant now) {
        String document = movement.document();
        if (!movement.kind().concernsReservation() || document == null) {
            return Optional.empty();
        }
        Hold hold = store.hold(movement.sku(), movement.location(), HoldKind.RESERVATION, document);
        return held(movement.sku(), movement.location(), document, hold, now);
    }

    /** All reservations of a position that serve an order: after a correction or an expiry. */
    static List<OrderNote> held(LedgerStore store, String sku, String location, Instant now) {
        List<OrderNote> notes = new ArrayList<>();
        store.holds(
                sku,
                location,
                HoldKind.RESERVATION,
                (id, hold) -> held(sku, location, id, hold, now).ifPresent(notes::add));
        return notes;
    }

    private static Optional<OrderNote> held(String sku, String location, String id, Hold hold, Instant now) {
        String order = hold.order();
        Instant since = hold.since();
        return order == null || since == null
                ? Optional.empty()
                : Optional.of(new OrderNote(
                        order, null, List.of(), new Held(id, sku, location, hold.open(now), since, hold.value())));
    }
}
