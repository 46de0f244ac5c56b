package io.tillwatch.inventory;

import static io.tillwatch.inventory.Watched.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Signal.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferWatchTest {
    private static final Duration ARRIVAL = WatchRules.DEFAULT.transferArrival();
    private static final Duration REST = WatchRules.DEFAULT.transferRest();

    private final Watched ledger =
            new Watched(store -> new TransferWatch(store, TransferWatch.Patience.of(WatchRules.DEFAULT)));

    @Test
    void a_short_receipt_is_told_after_its_time_with_both_ends_and_its_age() {
        // Given 24 sent two hours ago, of which 18 arrived now
        dispatch(24, NOON.minusSeconds(7_200));
        ledger.apply(arrived("e2", 18, NOON));
        assertThat(ledger.after(REST.minusMinutes(1))).isEmpty();

        // When
        List<Signal> told = ledger.after(Duration.ofMinutes(1));

        // Then
        assertThat(told).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.TRANSFER_DISCREPANCY);
            assertThat(signal.subject()).isEqualTo("T1|MUG");
            assertThat(signal.summary())
                    .isEqualTo("Transfer T1 of MUG from dc-1 to store-7: 24 each left, 18 arrived, 6 are missing"
                            + " for 3 hours.");
            assertThat(signal.evidence()).containsEntry("missing", "6").containsEntry("from", "dc-1");
        });
        assertThat(ledger.after(ARRIVAL)).as("told once").isEmpty();
    }

    @Test
    void it_is_well_when_the_rest_is_written_off() {
        // Given
        dispatch(24, NOON);
        ledger.apply(arrived("e2", 18, NOON));
        assertThat(ledger.after(REST)).hasSize(1);

        // When
        ledger.apply(Movements.of(MovementKind.WRITTEN_OFF, "e3", 6, "T1", NOON));

        // Then
        assertThat(ledger.now()).singleElement().satisfies(signal -> {
            assertThat(signal.state()).isEqualTo(State.RECOVERED);
            assertThat(signal.summary()).endsWith("all 24 each are accounted for.");
        });
    }

    @Test
    void one_that_never_arrives_is_told_when_it_is_overdue() {
        // Given
        dispatch(9, NOON);
        assertThat(ledger.after(ARRIVAL.minusMinutes(1))).isEmpty();

        // When, then
        assertThat(ledger.after(Duration.ofMinutes(1)))
                .singleElement()
                .satisfies(signal -> assertThat(signal.summary())
                        .isEqualTo(
                                "Transfer T1 of MUG from dc-1 to store-7: 9 each left and none arrived for 24 hours."));

        // and when it arrives it is well
        ledger.apply(arrived("e2", 9, NOON));
        assertThat(ledger.now()).extracting(Signal::state).containsExactly(State.RECOVERED);
    }

    @Test
    void more_than_left_and_what_never_left_are_told_too() {
        // Given
        dispatch(9, NOON);
        ledger.apply(arrived("e2", 11, NOON), Movements.of(MovementKind.TRANSFER_RECEIVED, "e3", 4, "T2", NOON));

        // When, then
        assertThat(ledger.after(ARRIVAL))
                .extracting(Signal::summary)
                .containsExactlyInAnyOrder(
                        "Transfer T1 of MUG from dc-1 to store-7: 2 each more arrived than the 9 that left.",
                        "Transfer T2 of MUG from an unknown sender to store-7: 4 each arrived, but nothing is known to"
                                + " have left for 24 hours.");
    }

    @Test
    void a_receipt_that_overtook_its_dispatch_is_not_told() {
        // Given the receipt first
        ledger.apply(arrived("e2", 9, NOON.plusSeconds(60)));
        ledger.now();

        // When the dispatch comes within its time
        dispatch(9, NOON);

        // Then
        assertThat(ledger.after(ARRIVAL)).isEmpty();
    }

    @Test
    void a_dispatch_that_is_corrected_away_is_nothing_to_wait_for() {
        // Given a told transfer
        Movement expected = Movements.of(MovementKind.EXPECTED, "e1", 9, "T1", NOON);
        ledger.apply(expected);
        assertThat(ledger.after(ARRIVAL)).hasSize(1);

        // When
        ledger.undo(expected);

        // Then
        assertThat(ledger.now()).extracting(Signal::state).containsExactly(State.RECOVERED);
    }

    @Test
    void what_was_on_its_way_before_a_restart_is_still_waited_for() {
        // Given
        dispatch(9, NOON);

        // When
        ledger.restart();

        // Then
        assertThat(ledger.after(ARRIVAL)).hasSize(1);
    }

    private void dispatch(long pieces, Instant at) {
        ledger.apply(
                Movements.at(
                        "dc-1",
                        "e1",
                        MovementKind.DISPATCHED,
                        EventType.STOCK_TRANSFER_DISPATCHED,
                        pieces,
                        "T1",
                        at,
                        null,
                        null),
                Movements.of(MovementKind.EXPECTED, "e1", pieces, "T1", at));
    }

    private static Movement arrived(String id, long pieces, Instant at) {
        return Movements.of(MovementKind.TRANSFER_RECEIVED, id, pieces, "T1", at);
    }
}
