package io.tillwatch.inventory;

import static io.tillwatch.inventory.Movements.counted;
import static io.tillwatch.inventory.Movements.received;
import static io.tillwatch.inventory.Movements.sold;
import static io.tillwatch.inventory.Watched.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.inventory.QuantComparison.Drift;
import io.tillwatch.inventory.QuantComparison.Explanation;
import io.tillwatch.inventory.QuantComparison.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuantComparisonTest {
    private static final Instant MORNING = NOON.minus(Duration.ofHours(5));

    private final QuantComparison comparison = new QuantComparison(QuantComparison.Rules.DEFAULT);
    private final List<Movement> movements = new ArrayList<>(List.of(received("r0", 100, MORNING)));

    @Test
    void equal_stock_is_no_drift() {
        assertThat(compare("100", MORNING)).isNull();
    }

    @Test
    void sales_of_an_open_session_explain_what_odoo_has_more() {
        // Given eight sales since Odoo last moved, the last one an hour ago
        for (int i = 0; i < 8; i++) {
            movements.add(sold("s" + i, 1, MORNING.plusSeconds(1800L * (i + 1))));
        }

        // When, then
        assertThat(compare("100", MORNING)).satisfies(drift -> {
            assertThat(drift.explanation()).isEqualTo(Explanation.STOCK_AT_CLOSING);
            assertThat(drift.difference()).isEqualByComparingTo("8");
        });
    }

    @Test
    void what_is_younger_than_the_grace_may_still_be_on_its_way() {
        // Given an old sale that Odoo has, and two of the last minutes of which it has the first
        movements.add(sold("s1", 5, MORNING.plusSeconds(60)));
        movements.add(sold("s2", 2, NOON.minusSeconds(300)));
        movements.add(sold("s3", 1, NOON.minusSeconds(100)));

        // When, then
        assertThat(compare("93", NOON.minusSeconds(200))).isNull();
        // and what Odoo got first may still be on its way to us
        assertThat(compare("90", NOON.minusSeconds(10), new Step(NOON.minusSeconds(10), new BigDecimal("-2"))))
                .isNull();
    }

    @Test
    void a_receipt_in_packs_that_is_booked_in_pieces_is_a_unit_error() {
        // Given five of something received, and Odoo that moved by sixty
        movements.add(received("r1", 5, MORNING.plusSeconds(600)));

        // When
        Drift drift = compare("160", MORNING.plusSeconds(700), new Step(MORNING.plusSeconds(700), new BigDecimal(60)));

        // Then
        assertThat(drift.explanation()).isEqualTo(Explanation.UNIT_ERROR);
        assertThat(drift.words()).contains("receipt of 5").contains("60").contains("packs of 12");
        assertThat(drift.proved()).isTrue();
    }

    @Test
    void a_movement_of_that_figure_long_before_the_receipt_proves_no_unit_error() {
        // Given
        movements.add(received("r1", 5, MORNING.plusSeconds(7_200)));

        // When
        Drift drift =
                compare("160", MORNING.plusSeconds(7_300), new Step(MORNING.plusSeconds(700), new BigDecimal(60)));

        // Then
        assertThat(drift.explanation()).isEqualTo(Explanation.UNIT_ERROR);
        assertThat(drift.proved()).isFalse();
    }

    @Test
    void the_other_way_round_it_is_one_too_and_without_a_step_as_well() {
        // Given sixty pieces received that Odoo took for five packs, before it was read for the first time
        movements.add(received("r1", 60, MORNING.plusSeconds(600)));

        // When, then
        Drift drift = compare("105", MORNING.plusSeconds(700));
        assertThat(drift.explanation()).isEqualTo(Explanation.UNIT_ERROR);
        assertThat(drift.proved()).isFalse();
    }

    @Test
    void a_movement_in_odoo_that_no_event_tells_is_named() {
        // Given
        Drift drift = compare("93", MORNING.plusSeconds(60), new Step(MORNING.plusSeconds(60), new BigDecimal(-7)));

        // When, then
        assertThat(drift.explanation()).isEqualTo(Explanation.ONLY_IN_ODOO);
        assertThat(drift.words()).contains("-7");
    }

    @Test
    void a_movement_of_ours_that_odoo_did_not_book_is_named() {
        // Given a write-off of seven, long ago
        movements.add(Movements.of(MovementKind.ON_HAND, "a1", -7, "BREAKAGE", MORNING.plusSeconds(60)));

        // When, then
        Drift drift = compare("100", MORNING.plusSeconds(3600));
        assertThat(drift.explanation()).isEqualTo(Explanation.ONLY_IN_EVENTS);
        assertThat(drift.words()).contains("-7 (BREAKAGE)");
    }

    @Test
    void a_count_that_odoo_did_not_book_is_named() {
        // Given
        movements.add(counted("c1", "C1", 91, MORNING.plusSeconds(60)));

        // When, then
        assertThat(compare("100", MORNING).words()).contains("count C1");
    }

    @Test
    void the_rest_is_unexplained() {
        // Given many movements, none of which is the difference
        movements.add(sold("s1", 3, MORNING.plusSeconds(60)));
        movements.add(sold("s2", 4, MORNING.plusSeconds(90)));

        // When, then
        assertThat(compare("51", NOON.minusSeconds(3600)).explanation()).isEqualTo(Explanation.UNEXPLAINED);
    }

    private Drift compare(String quantity, Instant writtenAt, Step... steps) {
        OdooShelf odoo = new OdooShelf("MUG", "store-7", new BigDecimal(quantity), writtenAt, NOON);
        return comparison.compare(odoo, List.of(steps), Movements.book(movements), movements, NOON);
    }
}
