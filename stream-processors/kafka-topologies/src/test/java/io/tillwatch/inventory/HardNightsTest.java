package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.OrderLine;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockReservationSettled;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.streams.Events;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Situations of a shop in which arithmetic by order of arrival, or by the clock on the wall, goes wrong. */
class HardNightsTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final String TILL_1 = "/pos/store-7/till-1";
    private static final String TILL_2 = "/pos/store-7/till-2";

    @Test
    void the_worked_stocktake_ends_at_92_without_a_variance() {
        // Given 100 in the books, 92 counted at 15:00 and uploaded at 15:05, and sales of 13:00 to 14:50
        List<Event<?>> events = new ArrayList<>(
                List.of(received("r1", 100, NOON.minusSeconds(86_400)), counted("c1", "C1", 92, at("15:00"), null)));
        for (String time : List.of("13:00", "13:20", "14:10", "14:50")) {
            events.add(sold(TILL_1, "s" + time, 1, 2, at(time)));
        }

        // When the sales come at 18:00, or in whatever order
        Book book = inAnyOrder(events);

        // Then
        assertThat(book.onHand()).isEqualByComparingTo("92");
        assertThat(book.counts().get(0).variance()).isEqualByComparingTo("0");
    }

    @Test
    void in_the_night_that_has_an_hour_twice_the_count_at_close_covers_both_and_nothing_after_it() {
        // Given a shop that closes its day at 03:00 local time, on the night in which 02:30 comes twice
        LocalDateTime half = LocalDateTime.parse("2026-10-25T02:30:00");
        OffsetDateTime summer = half.atZone(BERLIN).withEarlierOffsetAtOverlap().toOffsetDateTime();
        OffsetDateTime winter = half.atZone(BERLIN).withLaterOffsetAtOverlap().toOffsetDateTime();
        OffsetDateTime close = half.plusMinutes(30).atZone(BERLIN).toOffsetDateTime();
        List<Event<?>> events = List.of(
                received("r1", 10, NOON),
                sold(TILL_1, "first", 1, 1, summer),
                sold(TILL_1, "again", 2, 1, winter),
                counted("c1", "CLOSE", 8, close, null),
                sold(TILL_1, "next-day", 3, 1, close.plusMinutes(5)));

        // When
        Book book = inAnyOrder(events);

        // Then an hour lies between the two, and both belong to the day that closes
        assertThat(winter.toInstant()).isEqualTo(summer.toInstant().plusSeconds(3600));
        assertThat(book.onHand()).isEqualByComparingTo("7");
        assertThat(book.counts().get(0).variance()).isEqualByComparingTo("0");
    }

    @Test
    void between_the_two_equal_hours_the_offset_decides_and_not_the_clock_on_the_wall() {
        // Given a count at 02:40 summer time and a sale at 02:10 winter time: half an hour later
        List<Event<?>> events = List.of(
                counted("c1", "C1", 8, OffsetDateTime.parse("2026-10-25T02:40:00+02:00"), null),
                sold(TILL_1, "s1", 1, 1, OffsetDateTime.parse("2026-10-25T02:10:00+01:00")));

        // When, then
        assertThat(inAnyOrder(events).onHand()).isEqualByComparingTo("7");
    }

    @Test
    void two_tills_with_clocks_hours_apart_are_covered_by_what_the_count_included() {
        // Given a till three hours behind and one a year ahead, and a count that included the first two of each
        Map<String, Long> cut = Map.of(TILL_1, 2L, TILL_2, 2L);
        List<Event<?>> events = new ArrayList<>(
                List.of(received("r1", 50, NOON.minusSeconds(86_400)), counted("c1", "C1", 46, at("12:00"), cut)));
        for (int number = 1; number <= 3; number++) {
            events.add(sold(TILL_1, "b" + number, number, 1, at("09:0" + number)));
            events.add(sold(TILL_2, "a" + number, number, 1, at("12:0" + number).plusYears(1)));
        }

        // When
        Book book = inAnyOrder(events);

        // Then the third of each comes off the 46
        assertThat(book.onHand()).isEqualByComparingTo("44");
        assertThat(book.counts().get(0).variance()).isEqualByComparingTo("0");
    }

    @Test
    void an_order_split_over_two_parcels_frees_what_each_takes_and_what_is_cancelled() {
        // Given five reserved, of which two leave with the first parcel, two with the second, and one is given up
        List<Event<?>> events = List.of(
                received("r1", 10, NOON.minusSeconds(60)),
                new Event<>(
                        envelope("/shop", "e1", EventType.STOCK_RESERVED, NOON.atOffset(ZoneOffset.UTC)),
                        new StockReserved("R1", "MUG", "store-7", Quantity.each(5), null, "O1", null)),
                shipped("e2", 2),
                shipped("e3", 2),
                new Event<>(
                        envelope("/shop", "e4", EventType.STOCK_RELEASED, NOON.atOffset(ZoneOffset.UTC)),
                        new StockReservationSettled("R1", "MUG", "store-7", Quantity.each(1), "O1")));

        // When
        Book book = inAnyOrder(events);

        // Then
        assertThat(book.onHand()).isEqualByComparingTo("6");
        assertThat(book.reserved()).isEqualByComparingTo("0");
        assertThat(book.available()).isEqualByComparingTo("6");
    }

    @Test
    void of_a_part_that_left_the_rest_stays_reserved() {
        // Given
        List<Event<?>> events = List.of(
                new Event<>(
                        envelope("/shop", "e1", EventType.STOCK_RESERVED, NOON.atOffset(ZoneOffset.UTC)),
                        new StockReserved("R1", "MUG", "store-7", Quantity.each(5), null, "O1", null)),
                shipped("e2", 2));

        // When, then
        assertThat(inAnyOrder(events).reserved()).isEqualByComparingTo("3");
    }

    @Test
    void a_sale_of_what_was_reserved_elsewhere_stays_apart() {
        // Given a sale over the counter beside a reservation
        List<Event<?>> events = List.of(
                received("r1", 1, NOON.minusSeconds(60)),
                new Event<>(
                        envelope("/shop", "e1", EventType.STOCK_RESERVED, NOON.atOffset(ZoneOffset.UTC)),
                        new StockReserved("R1", "MUG", "store-7", Quantity.each(1), null, "O1", null)),
                Events.sale("store-7", "till-1", "s1", NOON, "MUG"));

        // When, then
        assertThat(inAnyOrder(events).available()).isEqualByComparingTo("-1");
    }

    /** The book after up to five hundred orders of arrival, each event once or twice; all must be the same. */
    private static Book inAnyOrder(List<Event<?>> events) {
        List<Event<?>> order = new ArrayList<>(events);
        Set<Book> books = new HashSet<>();
        for (int seed = 0; seed < 500; seed++) {
            InMemoryLedgerStore store = new InMemoryLedgerStore();
            StockLedger ledger = new StockLedger(store);
            Intake intake = new Intake(new InMemoryEventIndex());
            Consumer<Event<?>> arrives = event -> {
                if (intake.admit(event, NOON) instanceof Intake.Admitted admitted) {
                    admitted.movements().forEach(movement -> ledger.apply(movement, NOON));
                }
            };
            order.forEach(arrives);
            order.stream().skip(1).forEach(arrives);
            books.add(normalized(store.book("MUG", "store-7")));
            Collections.shuffle(order, new java.util.Random(seed));
        }
        assertThat(books).hasSize(1);
        return books.iterator().next();
    }

    private static Book normalized(Book book) {
        List<Count> counts = book.counts().stream()
                .map(count -> count.withVariance(Quantity.normalized(count.variance())))
                .toList();
        return book.withVersion(0).withCounts(counts).withOnHand(Quantity.normalized(book.onHand()));
    }

    private static OffsetDateTime at(String time) {
        return OffsetDateTime.parse("2026-05-04T" + time + ":00Z");
    }

    private static Event<?> received(String id, long pieces, Instant at) {
        return new Event<>(
                envelope("/wms/dc-1", id, EventType.STOCK_RECEIVED, at.atOffset(ZoneOffset.UTC)),
                new StockReceived("MUG", "store-7", Quantity.each(pieces), null));
    }

    private static Event<?> sold(String till, String id, long sequence, long pieces, OffsetDateTime at) {
        return new Event<>(
                envelope(till, id, EventType.STOCK_ADJUSTED, at).sequenced(sequence, null),
                new StockAdjusted("MUG", "store-7", Quantity.each(-pieces), null));
    }

    private static Event<?> counted(
            String id, String count, long pieces, OffsetDateTime at, @Nullable Map<String, Long> cut) {
        return new Event<>(
                envelope("/handheld/7", id, EventType.STOCK_COUNTED, at),
                new StockCounted(count, "MUG", "store-7", Quantity.each(pieces), cut));
    }

    private static Event<?> shipped(String id, long pieces) {
        return new Event<>(
                envelope("/wms/dc-1", id, EventType.ORDER_SHIPPED, NOON.atOffset(ZoneOffset.UTC)),
                new OrderProgressed(
                        "O1",
                        "web",
                        null,
                        List.of(new OrderLine(1, "MUG", Quantity.each(pieces), null, "store-7", "R1", null)),
                        null));
    }

    private static Envelope envelope(String source, String id, EventType type, OffsetDateTime at) {
        return Envelope.of(source, id, type, "MUG", at);
    }
}
