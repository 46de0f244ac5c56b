package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.streams.Piped;
import io.tillwatch.streams.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the topology does with its past, four days being its horizon. */
class HorizonTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration HORIZON = Duration.ofDays(4);
    private static final int SALES = 200;

    @TempDir
    Path stateDir;

    private final TestClock clock = new TestClock(NOON);
    private Piped piped;
    private StoredLedger ledger;

    @BeforeEach
    void sellALot() {
        InventoryConfig config =
                InventoryConfig.of(clock.world(), FlowCatalogue.demo()).withHorizon(HORIZON);
        piped = new Piped(InventoryTopology.build(config, took -> {}), clock, stateDir);
        ledger = new StoredLedger(piped.packed(InventoryTopology.LEDGER));
        piped.send(adjusted("first", 1000, null));
        for (int i = 0; i < SALES; i++) {
            piped.send(adjusted("s" + i, -1, null));
        }
        piped.settle();
    }

    @AfterEach
    void stop() {
        piped.close();
    }

    @Test
    void movements_stand_one_by_one_until_nobody_may_ask_for_them_and_then_fold_without_a_change_of_figures() {
        // Given all of it a little less than two horizons ago
        piped.advance(HORIZON.multipliedBy(2).minusSeconds(60));
        assertThat(ledger.movements("MUG", "dc-1")).hasSize(SALES + 1);
        Book before = book();

        // When two horizons have passed
        piped.advance(Duration.ofMinutes(2));
        piped.settle();

        // Then a few movements stand for it, and the figures are as they were
        assertThat(ledger.movements("MUG", "dc-1")).hasSizeLessThan(5);
        assertThat(book().onHand()).isEqualByComparingTo("800").isEqualByComparingTo(before.onHand());
        assertThat(book().movements()).isEqualTo(SALES + 1);

        // and what comes afterwards adds up
        piped.send(adjusted("later", -5, null));
        piped.settle();
        assertThat(piped.last(Topics.POSITIONS).get("MUG|dc-1").onHand()).isEqualByComparingTo("795");
    }

    @Test
    void a_correction_of_what_was_folded_undoes_nothing_and_is_told() {
        // Given
        piped.advance(HORIZON.multipliedBy(2).plusSeconds(1));
        piped.settle();
        piped.read(Topics.SIGNALS);

        // When
        piped.send(adjusted("undo", 0, new EventRef("/wms/dc-1/station-1", "s7")));
        piped.settle();

        // Then
        assertThat(piped.read(Topics.SIGNALS))
                .filteredOn(signal -> signal.detector().equals("inventory/late-correction"))
                .extracting(Signal::subject)
                .containsExactly("MUG|dc-1");
        assertThat(book().onHand()).isEqualByComparingTo("800");
    }

    @Test
    void an_event_that_is_older_than_the_horizon_is_quarantined() {
        // When
        Event<?> old = adjusted("old", -3, null);
        piped.advance(HORIZON.plusSeconds(1));
        piped.send(old);
        piped.settle();

        // Then
        assertThat(piped.read(Topics.QUARANTINE))
                .extracting(QuarantinedRecord::reason)
                .containsExactly(ReasonCode.BEYOND_HORIZON);
        assertThat(book().onHand()).isEqualByComparingTo("800");
    }

    private Book book() {
        Book book = ledger.book("MUG", "dc-1");
        assertThat(book).isNotNull();
        return book;
    }

    private Event<?> adjusted(String id, long pieces, @Nullable EventRef corrects) {
        Envelope envelope = Envelope.of(
                "/wms/dc-1/station-1",
                id,
                EventType.STOCK_ADJUSTED,
                "MUG",
                clock.instant().atOffset(ZoneOffset.UTC));
        return new Event<>(
                corrects == null ? envelope : envelope.correcting(corrects),
                new StockAdjusted("MUG", "dc-1", Quantity.each(pieces), "ticket"));
    }
}
