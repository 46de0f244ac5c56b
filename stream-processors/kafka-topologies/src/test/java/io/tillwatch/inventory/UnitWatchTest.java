package io.tillwatch.inventory;

import static io.tillwatch.inventory.Watched.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Signal.State;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class UnitWatchTest {
    private final Watched ledger = new Watched(store -> new UnitWatch());

    @Test
    void pieces_added_to_kilograms_are_told_until_they_are_corrected() {
        // Given
        Movement pieces = received("r2", "3", "each");
        ledger.apply(received("r1", "0.5", "kg"));
        assertThat(ledger.now()).isEmpty();

        // When
        ledger.apply(pieces);

        // Then it is told at once, and once
        assertThat(ledger.now()).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.STOCK_DRIFT);
            assertThat(signal.summary()).contains("each and kg");
        });
        assertThat(ledger.store.book("TEA", "store-7").unit()).isEqualTo("each+kg");
        assertThat(ledger.now()).isEmpty();

        // and when the pieces are corrected away, the unit is one again
        ledger.undo(pieces);
        assertThat(ledger.now()).extracting(Signal::state).containsExactly(State.RECOVERED);
        assertThat(ledger.store.book("TEA", "store-7").unit()).isEqualTo("kg");
    }

    private static Movement received(String id, String amount, String unit) {
        return Explosion.of(
                        new Event<>(
                                Envelope.of("/wms", id, EventType.STOCK_RECEIVED, "TEA", NOON.atOffset(ZoneOffset.UTC)),
                                new StockReceived("TEA", "store-7", new Quantity(new BigDecimal(amount), unit), null)),
                        NOON)
                .get(0);
    }
}
