package io.tillwatch.inventory;

import static io.tillwatch.inventory.Movements.received;
import static io.tillwatch.inventory.Movements.reserved;
import static io.tillwatch.inventory.Movements.sold;
import static io.tillwatch.inventory.Watched.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Signal.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OversellWatchTest {
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final Watched ledger = new Watched(store -> new OversellWatch(store, GRACE));

    @Test
    void the_last_two_units_sold_on_three_channels_name_who_loses_what_and_who_could_serve() {
        // Given two mugs left, promised by web and marketplace in this order, and both taken by a customer of the store
        elsewhere("store-1", 1, 0);
        elsewhere("store-2", 9, 8);
        elsewhere("dc-1", 3, 0);
        ledger.apply(
                received("r1", 2, NOON),
                reserved("w1", 1, "R-web", "WEB-1", Money.of("5.00", "GBP"), NOON.plusSeconds(1)),
                reserved("m1", 1, "R-market", "MKT-1", Money.of("6.00", "GBP"), NOON.plusSeconds(2)),
                sold("s1", 2, NOON.plusSeconds(3)));
        assertThat(ledger.after(GRACE.minusSeconds(1))).isEmpty();

        // When
        List<Signal> told = ledger.after(Duration.ofSeconds(1));

        // Then both orders lose; store-2 has 9 but keeps 8, so the warehouse serves
        assertThat(told).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.OVERSELL);
            assertThat(signal.summary())
                    .isEqualTo("MUG at store-7 is oversold by 2 each; 2 orders lose, dc-1 could serve them.");
            assertThat(signal.moneyAtRisk()).isEqualTo(Money.of("11.00", "GBP"));
            assertThat(signal.customers()).isEqualTo(2);
            assertThat(signal.entities()).contains("WEB-1", "MKT-1");
            assertThat(signal.evidence()).containsEntry("losingOrders", "MKT-1, WEB-1");
        });
        assertThat(ledger.after(GRACE)).as("told once").isEmpty();
    }

    @Test
    void who_came_first_is_served_first() {
        // Given one mug, promised three times
        ledger.apply(
                received("r1", 1, NOON),
                reserved("b", 1, "R2", "O2", null, NOON.plusSeconds(2)),
                reserved("c", 1, "R3", "O3", null, NOON.plusSeconds(3)),
                reserved("a", 1, "R1", "O1", null, NOON.plusSeconds(1)));

        // When, then the two younger ones lose
        assertThat(ledger.after(GRACE))
                .singleElement()
                .satisfies(signal -> assertThat(signal.evidence())
                        .containsEntry("losingOrders", "O3, O2")
                        .containsEntry("couldServe", "none"));
    }

    @Test
    void a_store_that_sells_what_the_books_did_not_have_names_its_last_receipts() {
        // Given three on the books, and five sold over three receipts
        ledger.apply(received("r1", 3, NOON), receipt("s1", 2, 1), receipt("s2", 2, 2), receipt("s3", 1, 3));

        // When, then nobody waits for these mugs, so nobody has to serve them
        assertThat(ledger.after(GRACE)).singleElement().satisfies(signal -> {
            assertThat(signal.summary())
                    .isEqualTo("MUG at store-7 sold 2 each more than the books had; 2 receipts are not covered, nothing"
                            + " is reserved.");
            assertThat(signal.evidence())
                    .containsEntry("losingOrders", "T-s3, T-s2")
                    .containsEntry("couldServe", "none");
        });
    }

    @Test
    void goods_that_left_without_ever_having_come_are_told_though_no_receipt_loses() {
        // Given
        ledger.apply(Movements.of(MovementKind.DISPATCHED, "d1", 9, "T1", NOON));

        // When, then
        assertThat(ledger.after(GRACE))
                .extracting(Signal::summary)
                .containsExactly(
                        "MUG at store-7 is 9 each below zero on the books: more left than ever came; nothing is"
                                + " reserved.");
    }

    @Test
    void a_promise_out_of_the_safety_buffer_costs_no_order() {
        // Given four mugs, of which two are a buffer and three are promised
        ledger.apply(
                received("r1", 4, NOON),
                Movements.of(MovementKind.BUFFER_SET, "b1", 2, null, NOON),
                reserved("a", 3, "R1", "O1", Money.of("15.00", "GBP"), NOON));

        // When, then
        assertThat(ledger.after(GRACE)).singleElement().satisfies(signal -> {
            assertThat(signal.summary())
                    .isEqualTo("MUG at store-7 promises 1 each of its safety buffer of 2; no order loses yet.");
            assertThat(signal.moneyAtRisk()).isNull();
            assertThat(signal.customers()).isZero();
        });
    }

    @Test
    void a_shelf_below_its_buffer_of_which_nothing_is_promised_is_no_oversell() {
        // Given
        ledger.apply(received("r1", 1, NOON), Movements.of(MovementKind.BUFFER_SET, "b1", 2, null, NOON));

        // When, then
        assertThat(ledger.after(GRACE)).isEmpty();
    }

    @Test
    void it_is_well_when_goods_come() {
        // Given
        ledger.apply(reserved("a", 1, "R1", "O1", null, NOON));
        assertThat(ledger.after(GRACE)).hasSize(1);

        // When
        ledger.apply(received("r1", 1, NOON));

        // Then
        assertThat(ledger.now()).extracting(Signal::state).containsExactly(State.RECOVERED);
    }

    @Test
    void more_orders_than_the_sample_holds_are_all_counted() {
        // Given
        for (int i = 0; i < 30; i++) {
            ledger.apply(reserved("a" + i, 1, "R" + i, "O" + i, null, NOON));
        }

        // When, then
        assertThat(ledger.after(GRACE)).singleElement().satisfies(signal -> {
            assertThat(signal.customers()).isEqualTo(30);
            assertThat(signal.entities()).hasSize(22);
        });
    }

    private void elsewhere(String location, long pieces, long buffer) {
        ledger.apply(
                Movements.at(
                        location,
                        "r-" + location,
                        MovementKind.ON_HAND,
                        EventType.STOCK_RECEIVED,
                        pieces,
                        null,
                        NOON,
                        null,
                        null),
                Movements.at(
                        location,
                        "b-" + location,
                        MovementKind.BUFFER_SET,
                        EventType.STOCK_BUFFER_SET,
                        buffer,
                        null,
                        NOON,
                        null,
                        null));
    }

    private static Movement receipt(String id, long pieces, long second) {
        return Movements.at(
                "store-7",
                id,
                MovementKind.ON_HAND,
                EventType.SALE_COMPLETED,
                -pieces,
                "T-" + id,
                NOON.plusSeconds(second),
                null,
                null);
    }
}
