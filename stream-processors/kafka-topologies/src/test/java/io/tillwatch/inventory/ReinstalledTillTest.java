package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.value.Quantity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A reinstalled till counts its events from 1 again, in a new epoch. */
class ReinstalledTillTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String TILL = "/pos/store-7/till-1";

    @Test
    void a_new_epochs_low_numbers_are_not_covered_by_a_count_that_knew_the_old_ones() {
        // Given a count at noon that includes the first 500 events of the till as it was
        List<Event<?>> events = List.of(
                counted("c1", "50", NOON, Map.of(StockCounted.cutKey(TILL, "a"), 500L)),
                // When the old till's event 500 comes, by its clock after the count
                sold("a-500", 500, "a", NOON.plusSeconds(30)),
                // and the new till's first two, after the count
                sold("b-1", 1, "b", NOON.plusSeconds(3600)),
                sold("b-2", 2, "b", NOON.plusSeconds(3700)));

        // Then the old one is covered, the new ones are not
        Book book = booksOf(events);
        assertThat(book.onHand()).isEqualByComparingTo("48");
        assertThat(book.counts())
                .singleElement()
                .satisfies(count -> assertThat(count.variance()).isEqualByComparingTo("51"));
    }

    @Test
    void named_without_an_epoch_a_source_that_says_its_epoch_is_cut_by_time() {
        // Given a count whose cut does not know of epochs, and one sale on either side of it
        List<Event<?>> events = List.of(
                counted("c1", "50", NOON, Map.of(TILL, 500L)),
                sold("a-9", 9, "a", NOON.minusSeconds(1)),
                sold("b-1", 1, "b", NOON.plusSeconds(1)));

        // When, then
        assertThat(booksOf(events).onHand()).isEqualByComparingTo("49");
    }

    @Test
    void a_source_without_epochs_is_cut_as_ever() {
        // Given a till three hours behind whose event 7 the count includes, and 8 not
        List<Event<?>> events = List.of(
                counted("c1", "50", NOON, Map.of(TILL, 7L)),
                sold("s7", 7, null, NOON.plusSeconds(60)),
                sold("s8", 8, null, NOON.minusSeconds(10_800)));

        // When, then
        assertThat(booksOf(events).onHand()).isEqualByComparingTo("49");
    }

    @Test
    void the_codec_keeps_the_epoch() {
        // Given
        Movement movement = Explosion.of(sold("b-1", 1, "b", NOON), NOON).get(0);

        // When, then
        assertThat(MovementCodec.movement(movement.sku(), movement.location(), MovementCodec.encode(movement)))
                .isEqualTo(movement);
        assertThat(movement.sourceEpoch()).isEqualTo("b");
    }

    private static Book booksOf(List<Event<?>> events) {
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        StockLedger ledger = new StockLedger(store);
        events.forEach(event -> Explosion.of(event, NOON).forEach(movement -> ledger.apply(movement, NOON)));
        return store.book("MUG", "store-7");
    }

    private static Event<?> sold(String id, long sequence, @Nullable String epoch, Instant at) {
        return new Event<>(
                Envelope.of(TILL, id, EventType.STOCK_ADJUSTED, "MUG", at.atOffset(ZoneOffset.UTC))
                        .sequenced(sequence, epoch),
                new StockAdjusted("MUG", "store-7", Quantity.each(-1), null));
    }

    private static Event<?> counted(String id, String pieces, Instant at, Map<String, Long> cut) {
        return new Event<>(
                Envelope.of("/handheld/7", id, EventType.STOCK_COUNTED, "MUG", at.atOffset(ZoneOffset.UTC)),
                new StockCounted(id, "MUG", "store-7", Quantity.each(pieces), cut));
    }
}
