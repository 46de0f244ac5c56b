package io.tillwatch.inventory;

import static io.tillwatch.inventory.OdooShelvesTest.row;
import static io.tillwatch.inventory.Watched.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.retail.StockReservationSettled;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Signal.State;
import io.tillwatch.streams.Branches;
import io.tillwatch.streams.Events;
import io.tillwatch.streams.Piped;
import io.tillwatch.streams.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks beside the ledger, in a topology of their own: the ledger's word comes from a topic and from the heap. */
class StockChecksTest {
    private static final Topic<OrderNote> HELD =
            new Topic<>("held", "order", OrderCodec.NOTES, 1, Duration.ofDays(1), Topic.Kind.OUTPUT, "test");
    private static final Duration GRACE = Duration.ofMinutes(31);

    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final StockLedger ledger = new StockLedger(store);

    @TempDir
    Path stateDir;

    private Piped piped;

    @BeforeEach
    void start() {
        TestClock clock = new TestClock(NOON);
        InventoryConfig config = InventoryConfig.of(clock.world(), FlowCatalogue.demo());
        StreamsBuilder builder = Branches.builder("checks");
        KStream<byte[], byte[]> events = builder.stream(
                List.of(TopicNames.SALES, TopicNames.ORDERS),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"));
        KStream<String, OrderNote> held = builder.stream(
                "held", Consumed.with(Serdes.String(), HELD.value()).withName("held"));
        StockChecks checks = new StockChecks(builder, config);
        checks.addSequences(events);
        checks.addEndedOrders(events, held);
        checks.addOdoo(Map.of("Store Seven", "store-7"), context -> new HeapReader(store));
        piped = new Piped(builder.build(), clock, stateDir);
    }

    @AfterEach
    void stop() {
        piped.close();
    }

    @Test
    void a_missing_receipt_of_a_till_is_told() {
        // Given receipts 1 and 3 of a till, and a damaged record without any headers
        piped.send(receipt(1));
        piped.raw(TopicNames.SALES, new byte[0], "{".getBytes(UTF_8), new RecordHeaders());
        piped.send(receipt(3));

        // When
        piped.advance(GRACE);

        // Then
        assertThat(piped.read(Topics.SIGNALS)).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.FLOW_LATE);
            assertThat(signal.evidence()).containsEntry("numbers", "2");
        });

        // and well when it comes
        piped.send(receipt(2));
        piped.settle();
        assertThat(piped.read(Topics.SIGNALS)).extracting(Signal::state).containsExactly(State.RECOVERED);
    }

    @Test
    void a_cancelled_order_that_still_holds_goods_is_told_with_both_names_until_they_are_released() {
        // Given an order that holds two mugs for ten pounds, and is cancelled
        ledgerSays(reserved("R1", "O1", 2));
        ledgerSays(reserved("R2", "O2", 2));
        piped.send(order(EventType.ORDER_CANCELLED, "O1"));
        piped.send(order(EventType.ORDER_ACCEPTED, "O2"));

        // When
        piped.advance(GRACE);

        // Then
        assertThat(piped.read(Topics.SIGNALS)).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.STOCK_DRIFT);
            assertThat(signal.subject()).isEqualTo("order O1");
            assertThat(signal.summary())
                    .isEqualTo(
                            "Order O1 is cancelled and its reservation R1 holds 2 of MUG at store-7: stock that nobody"
                                    + " can buy and nobody will fetch.");
            assertThat(signal.moneyAtRisk()).isEqualTo(Money.of("10.00", "GBP"));
        });

        // and well when the goods are released
        ledgerSays(released("R1", "O1"));
        piped.settle();
        assertThat(piped.read(Topics.SIGNALS)).extracting(Signal::state).containsExactly(State.RECOVERED);
    }

    @Test
    void nothing_is_held_against_an_order_while_the_ledger_is_further_behind_than_the_grace() {
        // Given an order that holds goods and is cancelled
        ledgerSays(reserved("R1", "O1", 2));
        piped.send(order(EventType.ORDER_CANCELLED, "O1"));

        // When the grace passes, and what the ledger says meanwhile comes of records from before it
        piped.advance(GRACE.minusMinutes(2));
        ledgerSays(reserved("R2", "O2", 2), NOON.minusSeconds(60));
        piped.advance(Duration.ofMinutes(2));

        // Then
        assertThat(piped.read(Topics.SIGNALS)).isEmpty();

        // When it reaches the release
        ledgerSays(released("R1", "O1"), NOON.plusSeconds(1));
        piped.settle();

        // Then
        assertThat(piped.read(Topics.SIGNALS)).isEmpty();
    }

    @Test
    void an_order_that_ended_before_its_reservation_is_heard_of_is_told_too() {
        // Given
        piped.send(order(EventType.ORDER_COLLECTED, "O1"));
        piped.advance(Duration.ofHours(2));

        // When
        ledgerSays(reserved("R1", "O1", 2));
        piped.settle();

        // Then
        assertThat(piped.read(Topics.SIGNALS)).extracting(Signal::subject).containsExactly("order O1");
    }

    @Test
    void odoo_that_moved_without_an_event_is_drift_after_a_day_until_the_event_comes() {
        // Given a hundred mugs on both sides
        ledger.apply(Movements.received("r1", 100, NOON.minusSeconds(90_000)), NOON);
        odoo(row("product.product", 4, "'default_code': 'MUG'"));
        odoo(row("stock.warehouse", 1, "'name': 'Store Seven'"));
        odoo(row("stock.quant", 9, "'product_id': 4, 'warehouse_id': 1, 'quantity': 100.0"));
        piped.settle();
        assertThat(piped.read(Topics.SIGNALS)).isEmpty();

        // When somebody books seven off in Odoo, and for most of a day the event may still be on its way
        odoo(row("stock.quant", 9, "'product_id': 4, 'warehouse_id': 1, 'quantity': 93.0"));
        piped.settle();
        piped.advance(Duration.ofHours(23));
        piped.settle();
        assertThat(piped.read(Topics.SIGNALS)).isEmpty();
        piped.advance(Duration.ofHours(1));
        piped.settle();

        // Then
        assertThat(piped.read(Topics.SIGNALS)).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.STOCK_DRIFT);
            assertThat(signal.subject()).isEqualTo("MUG|store-7");
            assertThat(signal.summary())
                    .isEqualTo("MUG at store-7: Odoo has 93, the events say 100: Odoo moved by -7 and no event of ours"
                            + " says so.");
        });

        // and well when the event comes
        ledger.apply(Movements.of(MovementKind.ON_HAND, "a1", -7, null, NOON), NOON);
        piped.settle();
        assertThat(piped.read(Topics.SIGNALS)).extracting(Signal::state).containsExactly(State.RECOVERED);
    }

    @Test
    void what_odoo_had_is_kept_for_after_a_restart_whether_it_differed_or_not() {
        // Given
        ledger.apply(Movements.received("r1", 100, NOON.minusSeconds(90_000)), NOON);
        odoo(row("product.product", 4, "'default_code': 'MUG'"));
        odoo(row("stock.warehouse", 1, "'name': 'Store Seven'"));

        // When
        odoo(row("stock.quant", 9, "'product_id': 4, 'warehouse_id': 1, 'quantity': 100.0"));

        // Then before anything is judged, since the next reading's change is reckoned from it
        assertThat(piped.<StockDriftWatch.Seen>store(StockDriftProcessor.SEEN)
                        .get("MUG\u0000store-7")
                        .odoo()
                        .quantity())
                .isEqualByComparingTo("100");
    }

    @Test
    void sales_of_an_open_session_are_expected_for_a_day_and_not_longer() {
        // Given a quant that Odoo last wrote at 07:00, and a sale of four hours ago
        ledger.apply(Movements.received("r1", 100, NOON.minusSeconds(90_000)), NOON);
        ledger.apply(Movements.sold("s1", 3, NOON.minusSeconds(14_400)), NOON);
        odoo(row("product.product", 4, "'default_code': 'MUG'"));
        odoo(row("stock.warehouse", 1, "'name': 'Store Seven'"));
        odoo(row("stock.quant", 9, "'product_id': 4, 'warehouse_id': 1, 'quantity': 100.0"));

        // When
        piped.settle();
        piped.advance(Duration.ofHours(24));

        // Then
        assertThat(piped.read(Topics.SIGNALS))
                .extracting(Signal::expectedCause)
                .containsExactly("stock moves at the close of the session", null);
    }

    @Test
    void a_row_that_cannot_be_read_is_set_aside_and_the_next_one_counts() {
        // When
        piped.raw(TopicNames.ODOO_DOCUMENTS, "k".getBytes(UTF_8), "{".getBytes(UTF_8), new RecordHeaders());
        odoo(row("product.product", 4, "'default_code': 'MUG'"));

        // Then
        assertThat(piped.read(Topics.QUARANTINE)).hasSize(1);
        assertThat(piped.<byte[]>store(OdooShelfProcessor.ROWS).get("product.product/4"))
                .isNotNull();
    }

    private void odoo(io.tillwatch.contracts.odoo.OdooDocument document) {
        piped.tell(Topics.ODOO_DOCUMENTS, document.key(), document);
    }

    private void ledgerSays(Event<?> event) {
        ledgerSays(event, piped.now());
    }

    private void ledgerSays(Event<?> event, Instant appended) {
        Explosion.of(event, NOON).forEach(movement -> {
            ledger.apply(movement, NOON);
            OrderNote.held(store, movement, NOON).ifPresent(note -> piped.tell(HELD, note.order(), note, appended));
        });
    }

    private static Event<?> released(String reservation, String order) {
        return new Event<>(
                envelope("release of " + reservation, EventType.STOCK_RELEASED),
                new StockReservationSettled(reservation, "MUG", "store-7", Quantity.each(2), order));
    }

    private static Event<?> receipt(long number) {
        Event<?> sale = Events.sale("store-7", "till-1", "s" + number, NOON, "MUG");
        return new Event<>(sale.envelope().sequenced(number, null), sale.data());
    }

    private static Event<?> reserved(String reservation, String order, long pieces) {
        return new Event<>(
                envelope(reservation, EventType.STOCK_RESERVED),
                new StockReserved(
                        reservation, "MUG", "store-7", Quantity.each(pieces), null, order, Money.of("10.00", "GBP")));
    }

    private static Event<?> order(EventType type, String order) {
        return new Event<>(envelope(order + type, type), new OrderProgressed(order, "web", null, List.of(), null));
    }

    private static Envelope envelope(String id, EventType type) {
        Instant at = NOON;
        return Envelope.of("/shop", id, type, id, at.atOffset(ZoneOffset.UTC));
    }

    private record HeapReader(InMemoryLedgerStore store) implements LedgerReader {
        @Override
        public @Nullable Book book(String sku, String location) {
            return store.book(sku, location);
        }

        @Override
        public void positionsOf(String sku, BiConsumer<String, Book> each) {
            store.positionsOf(sku, each);
        }

        @Override
        public List<Movement> movements(String sku, String location) {
            List<Movement> all = new ArrayList<>();
            store.movements(sku, location, all::add);
            return all;
        }
    }
}
