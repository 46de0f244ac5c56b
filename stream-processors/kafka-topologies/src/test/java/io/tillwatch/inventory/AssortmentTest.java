package io.tillwatch.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockReservationSettled;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.streams.Events;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssortmentTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Money ONE = Money.of("1.00", "GBP");

    private final Assortment assortment = read("""
            skus: [MUG, TEA, SPOON, GIFT-SET, HAMPER]
            kits:
              - sku: GIFT-SET
                from: 2026-01-01T00:00:00Z
                parts: {MUG: 2, TEA: 0.25}
              - sku: GIFT-SET
                from: 2026-05-01T00:00:00Z
                parts: {MUG: 2, SPOON: 2}
              - sku: HAMPER
                from: 2026-01-01T00:00:00Z
                parts: {GIFT-SET: 3, TEA: 1}
            units:
              - sku: TEA
                unit: kg
                factors: {g: 0.001, pack: 0.25}
            """);

    @Test
    void a_kit_moves_its_parts_by_the_bill_at_the_time_of_its_sale_whatever_arrives_first() {
        // Given sales of two kits before and after the bill changed, and a hamper of three kits before
        List<Event<?>> events = new ArrayList<>(List.of(
                sold("s1", "GIFT-SET", 2, MAY.minusSeconds(1)),
                sold("s2", "GIFT-SET", 2, MAY),
                sold("s3", "HAMPER", 1, MAY.minusSeconds(60))));

        for (int order = 0; order < 6; order++) {
            // When
            Collections.shuffle(events, new Random(order));
            InMemoryLedgerStore store = ledger(events);

            // Then 4 + 4 + 6 mugs, 0.5 + 0.75 + 1 kg of tea, 4 spoons
            assertThat(store.book("MUG", "store-7").onHand()).isEqualByComparingTo("-14");
            assertThat(store.book("TEA", "store-7").onHand()).isEqualByComparingTo("-2.25");
            assertThat(store.book("TEA", "store-7").unit()).isEqualTo("kg");
            assertThat(store.book("SPOON", "store-7").onHand()).isEqualByComparingTo("-4");
            assertThat(store.book("GIFT-SET", "store-7")).isEqualTo(Book.EMPTY);
        }
    }

    @Test
    void a_movement_of_a_part_remembers_its_kit_and_counts_as_sold() {
        // Given
        List<Movement> movements = Explosion.of(sold("s1", "GIFT-SET", 2, NEW_YEAR), NEW_YEAR, assortment);

        // When, then
        assertThat(movements).hasSize(2).allSatisfy(movement -> {
            assertThat(movement.type()).isEqualTo("retail.sale.completed.v1 of kit GIFT-SET");
            assertThat(movement.document()).isEqualTo("T-s1");
            assertThat(movement.isSale()).isTrue();
        });
        assertThat(movements).extracting(Movement::line).containsExactly(1, 2);
    }

    @Test
    void a_kit_is_reserved_and_released_by_its_parts_and_its_price_stands_once() {
        // Given a kit that is held for 30 pounds, and given back
        Event<?> held = new Event<>(
                envelope("e1", EventType.STOCK_RESERVED, NEW_YEAR),
                new StockReserved("R1", "GIFT-SET", "store-7", Quantity.each(1), null, "O1", Money.of("30.00", "GBP")));
        Event<?> released = new Event<>(
                envelope("e2", EventType.STOCK_RELEASED, NEW_YEAR),
                new StockReservationSettled("R1", "GIFT-SET", "store-7", Quantity.each(1), "O1"));

        // When, then
        assertThat(ledger(List.of(held)).book("MUG", "store-7").reserved()).isEqualByComparingTo("2");
        assertThat(ledger(List.of(released, held)).book("MUG", "store-7").reserved())
                .isEqualByComparingTo("0");
        assertThat(Explosion.of(held, NEW_YEAR, assortment))
                .extracting(Movement::value)
                .containsExactly(Money.of("30.00", "GBP"), null);
    }

    @Test
    void a_correction_undoes_all_parts() {
        // Given
        InMemoryLedgerStore store = ledger(List.of(sold("s1", "GIFT-SET", 2, NEW_YEAR)));

        // When
        for (String part : List.of("MUG", "TEA")) {
            new StockLedger(store).undo(part, "store-7", new EventRef("/pos/store-7/till-1", "s1"), MAY, MAY);
        }

        // Then
        assertThat(store.book("MUG", "store-7").onHand()).isEqualByComparingTo("0");
        assertThat(store.book("TEA", "store-7").onHand()).isEqualByComparingTo("0");
    }

    @Test
    void a_kit_cannot_be_counted() {
        // Given
        Event<?> count = new Event<>(
                envelope("c1", EventType.STOCK_COUNTED, NEW_YEAR),
                new StockCounted("C1", "GIFT-SET", "store-7", Quantity.each(4), null));

        // When, then
        assertThatThrownBy(() -> Explosion.of(count, NEW_YEAR, assortment))
                .isInstanceOf(ContractViolation.class)
                .hasMessageContaining("its parts");
    }

    @Test
    void before_its_first_bill_and_after_an_empty_one_a_kit_is_a_sku_like_others() {
        // Given
        Assortment ended = read("""
                kits:
                  - {sku: SET, from: 2026-01-01T00:00:00Z, parts: {MUG: 2}}
                  - {sku: SET, from: 2026-05-01T00:00:00Z, parts: {}}
                """);

        // When, then
        assertThat(ended.parts("SET", NEW_YEAR.minusSeconds(1))).isEmpty();
        assertThat(ended.parts("SET", NEW_YEAR)).hasSize(1);
        assertThat(ended.parts("SET", MAY)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1} of tea are {2} {3}")
    @CsvSource({"250, g, 0.25, kg", "3, pack, 0.75, kg", "2, kg, 2, kg", "1, box, 1, box"})
    void a_unit_with_a_factor_is_converted_and_one_without_stands(
            BigDecimal amount, String unit, BigDecimal booked, String as) {
        // Given
        Event<?> received = new Event<>(
                envelope("r1", EventType.STOCK_RECEIVED, NEW_YEAR),
                new StockReceived("TEA", "store-7", new Quantity(amount, unit), null));

        // When
        Book book = ledger(List.of(received)).book("TEA", "store-7");

        // Then
        assertThat(book.onHand()).isEqualByComparingTo(booked);
        assertThat(book.unit()).isEqualTo(as);
    }

    @Test
    void a_sku_that_is_not_listed_has_a_position_that_says_so() {
        // Given
        assertThat(assortment.knows("MUG")).isTrue();
        assertThat(assortment.knows("MGU")).isFalse();
        assertThat(Assortment.ANY.knows("MGU")).isTrue();

        // When
        Book book = ledger(List.of(Events.sale("store-7", "till-1", "s1", MAY, "MGU")))
                .book("MGU", "store-7");

        // Then
        var position = book.position("MGU", "store-7", MAY, !assortment.knows("MGU"));
        assertThat(position.unknownSku()).isTrue();
        assertThat(position.onHand()).isEqualByComparingTo("-1");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "kits: [{sku: A, from: 2026-01-01T00:00:00Z, parts: {B: 1}}, {sku: B, from: 2026-01-01T00:00:00Z,"
                        + " parts: {A: 1}}] | holds itself",
                "kits: [{sku: A, from: 2026-01-01T00:00:00Z, parts: {B: 0}}] | B must be positive",
                "kits: [{sku: A, from: yesterday, parts: {B: 1}}] | kits[0].from",
                "units: [{sku: A, unit: kg, factors: {g: -1}}] | g must be positive",
                "skuz: [A] | skuz"
            })
    void what_is_wrong_is_named(String yaml, String named) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named.strip());
    }

    private InMemoryLedgerStore ledger(List<Event<?>> events) {
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        StockLedger ledger = new StockLedger(store);
        events.forEach(event -> Explosion.of(event, MAY, assortment).forEach(movement -> ledger.apply(movement, MAY)));
        return store;
    }

    private static Assortment read(String yaml) {
        return Assortment.load(new ByteArrayInputStream(yaml.getBytes(UTF_8)));
    }

    private static Event<?> sold(String id, String sku, long kits, Instant at) {
        return new Event<>(
                envelope(id, EventType.SALE_COMPLETED, at),
                new SaleCompleted(
                        "T-" + id,
                        id,
                        "store-7",
                        "till-1",
                        "S1",
                        "pos",
                        List.of(new SaleLine(1, sku, Quantity.each(kits), ONE, ONE, null, null)),
                        ONE,
                        ONE,
                        List.of(),
                        null));
    }

    private static Envelope envelope(String id, EventType type, Instant at) {
        return Envelope.of("/pos/store-7/till-1", id, type, id, at.atOffset(ZoneOffset.UTC));
    }
}
