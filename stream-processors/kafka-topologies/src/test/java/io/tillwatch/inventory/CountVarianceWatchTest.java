package io.tillwatch.inventory;

import static io.tillwatch.inventory.Movements.counted;
import static io.tillwatch.inventory.Movements.received;
import static io.tillwatch.inventory.Movements.reserved;
import static io.tillwatch.inventory.Movements.sold;
import static io.tillwatch.inventory.Watched.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Signal.State;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountVarianceWatchTest {
    private static final Duration GRACE = WatchRules.DEFAULT.countGrace();

    private final Watched ledger =
            new Watched(store -> new CountVarianceWatch(store, CountVarianceWatch.Tolerance.of(WatchRules.DEFAULT)));

    @Test
    void late_sales_within_the_grace_heal_a_count_before_anybody_hears_of_it() {
        // Given the worked stocktake: 100 in the books, 92 counted at 15:00
        ledger.apply(received("r1", 100, NOON.minusSeconds(86_400)), counted("c1", "C1", 92, NOON.plusSeconds(10_800)));
        assertThat(ledger.after(Duration.ofHours(3))).isEmpty();

        // When the eight sales of 13:00 to 14:50 come at 18:00
        for (int i = 0; i < 8; i++) {
            ledger.apply(sold("s" + i, 1, NOON.plusSeconds(3_600 + i * 940)));
        }

        // Then
        assertThat(ledger.after(GRACE)).isEmpty();
        assertThat(ledger.store.book("MUG", "store-7").counts().get(0).variance())
                .isEqualByComparingTo("0");
    }

    @Test
    void a_variance_that_outlives_the_grace_is_told_with_its_worth_and_is_well_when_the_sales_come() {
        // Given mugs that sell at five pounds
        ledger.apply(
                reserved("o1", 2, "R1", "O1", Money.of("10.00", "GBP"), NOON),
                received("r1", 100, NOON.minusSeconds(86_400)),
                counted("c1", "C1", 92, NOON.plusSeconds(10_800)));

        // When
        List<Signal> told = ledger.after(GRACE);

        // Then
        assertThat(told).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.COUNT_VARIANCE);
            assertThat(signal.subject()).isEqualTo("MUG|store-7");
            assertThat(signal.summary())
                    .isEqualTo("MUG at store-7: count C1 found 92 where the books said 100, 8 each too few (8 %).");
            assertThat(signal.moneyAtRisk()).isEqualTo(Money.of("40.00", "GBP"));
            assertThat(signal.evidence()).containsEntry("variance", "-8").containsEntry("count", "C1");
        });
        assertThat(ledger.after(GRACE)).as("told once").isEmpty();

        // and when the sales come after all
        for (int i = 0; i < 8; i++) {
            ledger.apply(sold("s" + i, 1, NOON.plusSeconds(3_600 + i * 940)));
        }
        assertThat(ledger.now()).extracting(Signal::state).containsExactly(State.RECOVERED);
    }

    @Test
    void a_later_count_that_agrees_closes_it_and_one_that_does_not_is_told_in_its_turn() {
        // Given a count that was told
        ledger.apply(received("r1", 100, NOON), counted("c1", "C1", 50, NOON.plusSeconds(60)));
        assertThat(ledger.after(GRACE)).hasSize(1);

        // When a recount differs as well, and a third one agrees with the second
        ledger.apply(counted("c2", "C2", 40, NOON.plusSeconds(20_000)));
        List<Signal> second = ledger.after(GRACE);
        ledger.apply(counted("c3", "C3", 40, NOON.plusSeconds(40_000)));

        // Then
        assertThat(second).singleElement().satisfies(signal -> {
            assertThat(signal.state()).isEqualTo(State.FIRING);
            assertThat(signal.evidence()).containsEntry("count", "C2").containsEntry("variance", "-10");
        });
        assertThat(ledger.now()).extracting(Signal::state).containsExactly(State.RECOVERED);
    }

    @Test
    void the_first_count_of_a_position_that_the_books_did_not_know_opens_them() {
        // Given sales before anybody said what was there
        ledger.apply(sold("s1", 3, NOON), counted("c1", "C1", 50, NOON.plusSeconds(60)));

        // When, then
        assertThat(ledger.after(GRACE)).isEmpty();
    }

    @ParameterizedTest(name = "books {0}, counted {1}: told {2}")
    @CsvSource({
        "100, 98, false",
        "100, 97, true",
        "10, 9, false",
        "10, 8, true",
        "1000, 1020, false",
        "1000, 1021, true"
    })
    void a_piece_or_two_in_a_hundred_are_tolerated_whichever_is_more(long books, long counted, boolean told) {
        // Given
        ledger.apply(received("r1", books, NOON), counted("c1", "C1", counted, NOON.plusSeconds(60)));

        // When, then
        assertThat(ledger.after(GRACE)).hasSize(told ? 1 : 0);
    }

    @Test
    void what_was_told_before_a_restart_is_well_again_after_it() {
        // Given
        ledger.apply(received("r1", 100, NOON), counted("c1", "C1", 50, NOON.plusSeconds(60)));
        assertThat(ledger.after(GRACE.plusMinutes(5))).hasSize(1);

        // When another instance goes on, and the missing sale comes before it could tell anything
        ledger.restart();
        ledger.apply(sold("s1", 50, NOON.plusSeconds(1)));

        // Then
        assertThat(ledger.now()).extracting(Signal::state).containsExactly(State.RECOVERED);
    }
}
