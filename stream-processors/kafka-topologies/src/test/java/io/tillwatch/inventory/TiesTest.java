package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where two movements claim the same, who arrives last must not decide. */
class TiesTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void a_reservation_told_twice_holds_both_until_the_later_expiry() {
        // Given two reservations of one id, for one hour and for two, and one of a stranger for half a unit
        Movement one = held("e1", "2", NOON.plus(Duration.ofHours(1)), new Money(200, "GBP"));
        Movement two = held("e2", "3", NOON.plus(Duration.ofHours(2)), new Money(300, "GBP"));
        Movement other = held("e3", "1", NOON.minusSeconds(1), new Money(900, "USD"));

        // When, then
        Hold hold = inAnyOrder(List.of(one, two, other)).hold("MUG", "store-1", LedgerStore.HoldKind.RESERVATION, "R1");
        assertThat(hold.in()).isEqualByComparingTo("6");
        assertThat(hold.expiresAt()).isEqualTo(NOON.plus(Duration.ofHours(2)));
        assertThat(hold.value()).isEqualTo(new Money(500, "GBP"));
        assertThat(hold.order()).isEqualTo("order-of-e1");
    }

    @Test
    void a_reservation_without_an_end_never_expires_whatever_else_is_said_of_it() {
        // Given
        Movement forever = held("e1", "2", null, null);
        Movement hour = held("e2", "3", NOON.plus(Duration.ofHours(1)), null);

        // When, then
        Hold hold = inAnyOrder(List.of(forever, hour)).hold("MUG", "store-1", LedgerStore.HoldKind.RESERVATION, "R1");
        assertThat(hold.expiresAt()).isNull();
    }

    @Test
    void of_two_buffers_set_at_once_the_one_of_the_later_id_holds_and_then_of_the_later_source() {
        // Given
        Movement lower = movement("/a", "e1", MovementKind.BUFFER_SET, "1", NOON, null);
        Movement higher = movement("/a", "e2", MovementKind.BUFFER_SET, "2", NOON, null);
        Movement source = movement("/b", "e2", MovementKind.BUFFER_SET, "3", NOON, null);
        Movement earlier = movement("/c", "e9", MovementKind.BUFFER_SET, "9", NOON.minusSeconds(1), null);

        // When, then
        assertThat(inAnyOrder(List.of(lower, higher, source, earlier))
                        .book("MUG", "store-1")
                        .buffer())
                .isEqualByComparingTo("3");
    }

    @Test
    void a_count_told_twice_with_other_figures_ends_in_one_position() {
        // Given
        Movement sold = movement("/pos", "s1", MovementKind.ON_HAND, "-4", NOON.minusSeconds(5), null);
        Movement less = movement("/hand", "c1", MovementKind.COUNTED, "10", NOON, "COUNT");
        Movement more = movement("/hand", "c2", MovementKind.COUNTED, "12", NOON, "COUNT");

        // When, then
        assertThat(inAnyOrder(List.of(sold, less, more)).book("MUG", "store-1").onHand())
                .isEqualByComparingTo("12");
    }

    @Test
    void a_unit_is_what_all_say_of_it_and_two_are_not_added_silently() {
        // Given pieces, kilograms and packs of the same
        Movement pieces = movement("/pos", "s1", MovementKind.ON_HAND, "-4", NOON, null);
        Movement weighed = in("kg", movement("/pos", "s2", MovementKind.ON_HAND, "-0.5", NOON, null));
        Movement boxed = in("pack", movement("/pos", "s3", MovementKind.ON_HAND, "1", NOON, null));

        // When, then
        assertThat(inAnyOrder(List.of(pieces, weighed, boxed))
                        .book("MUG", "store-1")
                        .unit())
                .isEqualTo("each+kg+pack");
    }

    @Test
    void a_source_that_counts_nothing_is_cut_by_time() {
        // Given a count whose cut names a source that has no sequence
        Movement count = cut(Map.of("/pos", 7L), movement("/hand", "c1", MovementKind.COUNTED, "10", NOON, "COUNT"));
        Movement before = movement("/pos", "s1", MovementKind.ON_HAND, "-1", NOON.minusSeconds(1), null);
        Movement after = movement("/pos", "s2", MovementKind.ON_HAND, "-2", NOON.plusSeconds(1), null);

        // When, then
        Book book = inAnyOrder(List.of(count, before, after)).book("MUG", "store-1");
        assertThat(book.onHand()).isEqualByComparingTo("8");
        assertThat(book.counts())
                .singleElement()
                .satisfies(one -> assertThat(one.variance()).isEqualByComparingTo("11"));
    }

    /** The ledger after one order of arrival; all orders must end in the same book and holds. */
    private static InMemoryLedgerStore inAnyOrder(List<Movement> movements) {
        List<List<Movement>> orders = new ArrayList<>();
        permute(new ArrayList<>(movements), 0, orders);
        InMemoryLedgerStore first = after(orders.get(0));
        for (List<Movement> order : orders) {
            InMemoryLedgerStore store = after(order);
            assertThat(store.book("MUG", "store-1").withVersion(0))
                    .isEqualTo(first.book("MUG", "store-1").withVersion(0));
            assertThat(holds(store)).isEqualTo(holds(first));
        }
        return first;
    }

    private static Map<String, Hold> holds(InMemoryLedgerStore store) {
        Map<String, Hold> holds = new TreeMap<>();
        store.holds("MUG", "store-1", LedgerStore.HoldKind.RESERVATION, holds::put);
        return holds;
    }

    private static InMemoryLedgerStore after(List<Movement> order) {
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        StockLedger ledger = new StockLedger(store);
        order.forEach(movement -> ledger.apply(movement, NOON));
        return store;
    }

    private static void permute(List<Movement> movements, int from, List<List<Movement>> orders) {
        if (from == movements.size()) {
            orders.add(List.copyOf(movements));
            return;
        }
        for (int i = from; i < movements.size(); i++) {
            Collections.swap(movements, from, i);
            permute(movements, from + 1, orders);
            Collections.swap(movements, from, i);
        }
    }

    private static Movement held(String id, String quantity, Instant until, Money value) {
        Movement plain = movement("/shop", id, MovementKind.RESERVED, quantity, NOON, "R1");
        return rebuilt(plain, plain.unit(), until, plain.cut(), "order-of-" + id, value);
    }

    private static Movement in(String unit, Movement movement) {
        return rebuilt(movement, unit, null, movement.cut(), null, null);
    }

    private static Movement cut(Map<String, Long> cut, Movement movement) {
        return rebuilt(movement, movement.unit(), null, cut, null, null);
    }

    private static Movement movement(
            String source, String id, MovementKind kind, String quantity, Instant at, String document) {
        return new Movement(
                "MUG",
                "store-1",
                source,
                id,
                1,
                kind,
                "retail.stock.adjusted.v1",
                new BigDecimal(quantity),
                "each",
                at,
                -1,
                null,
                document,
                null,
                Map.of(),
                null,
                null,
                at,
                null);
    }

    private static Movement rebuilt(
            Movement plain, String unit, Instant until, Map<String, Long> cut, String order, Money value) {
        return new Movement(
                plain.sku(),
                plain.location(),
                plain.source(),
                plain.eventId(),
                plain.line(),
                plain.kind(),
                plain.type(),
                plain.quantity(),
                unit,
                plain.occurredAt(),
                plain.sequence(),
                plain.sourceEpoch(),
                plain.document(),
                until,
                cut,
                order,
                value,
                plain.arrivedAt(),
                null);
    }
}
