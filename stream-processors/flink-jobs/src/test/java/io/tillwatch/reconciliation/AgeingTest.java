package io.tillwatch.reconciliation;

import static io.tillwatch.reconciliation.BooksFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgeingTest {
    private final Ageing ageing = new Ageing();

    @Test
    void what_happened_before_during_and_after_an_outage_waits_only_while_odoo_was_there() {
        ageing.paused(NOON, NOON.plus(Duration.ofHours(5)));

        Duration hour = Duration.ofHours(1);
        // Sold half an hour before: half an hour is left after the outage.
        assertThat(ageing.isOver(
                        NOON.minusSeconds(1_800),
                        hour,
                        NOON.plus(Duration.ofHours(5)).plusSeconds(1_800)))
                .isFalse();
        assertThat(ageing.isOver(
                        NOON.minusSeconds(1_800),
                        hour,
                        NOON.plus(Duration.ofHours(5)).plusSeconds(1_801)))
                .isTrue();
        // Sold within it.
        assertThat(ageing.isOver(NOON.plusSeconds(60), hour, NOON.plus(Duration.ofHours(6))))
                .isFalse();
        assertThat(ageing.isOver(
                        NOON.plusSeconds(60),
                        hour,
                        NOON.plus(Duration.ofHours(6)).plusSeconds(1)))
                .isTrue();
        // Sold after it.
        assertThat(ageing.isOver(
                        NOON.plus(Duration.ofHours(5)),
                        hour,
                        NOON.plus(Duration.ofHours(6)).plusSeconds(1)))
                .isTrue();
    }

    @Test
    void outages_that_overlap_count_once() {
        ageing.paused(NOON, NOON.plus(Duration.ofHours(2)));
        ageing.paused(NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(3)));

        assertThat(ageing.isOver(NOON, Duration.ofHours(1), NOON.plus(Duration.ofHours(4))))
                .isFalse();
        assertThat(ageing.isOver(
                        NOON,
                        Duration.ofHours(1),
                        NOON.plus(Duration.ofHours(4)).plusSeconds(1)))
                .isTrue();
    }
}
