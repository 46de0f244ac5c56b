package io.tillwatch.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StuckBoardTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void tells_all_orders_at_the_same_step_together_with_their_worth_and_the_first_promise() {
        // Given
        StuckBoard board = StuckBoard.of(stuck("W-1", 120, true))
                .plus(stuck("W-1", 120, true))
                .plus(stuck("W-2", 90, true));

        // When
        Signal signal = Objects.requireNonNull(board.signal(NOON));

        // Then
        assertThat(signal.kind()).isEqualTo(IncidentKind.ORDER_STUCK);
        assertThat(signal.subject()).isEqualTo("click-and-collect/ready");
        assertThat(signal.moneyAtRisk()).isEqualTo(new Money(5_000, "GBP"));
        assertThat(signal.customers()).isEqualTo(2);
        assertThat(signal.entities()).contains("W-1", "W-2", "/store/store-001/backoffice");
        assertThat(signal.evidence())
                .containsEntry("firstPromise", NOON.plusSeconds(90 * 60).toString());
    }

    @Test
    void tells_once_a_minute_and_once_that_it_is_over() {
        // Given
        StuckBoard board = StuckBoard.of(stuck("W-1", 120, true))
                .plus(stuck("W-1", 120, true))
                .told(NOON);
        assertThat(board.signal(NOON.plusSeconds(20))).isNull();
        assertThat(board.signal(NOON.plusSeconds(60))).isNotNull();

        // When
        StuckBoard free = board.plus(stuck("W-1", 120, false));

        // Then
        assertThat(Objects.requireNonNull(free.signal(NOON.plusSeconds(70))).state())
                .isEqualTo(Signal.State.RECOVERED);
        assertThat(free.told(NOON.plusSeconds(70)).signal(NOON.plusSeconds(200)))
                .isNull();
    }

    private static StuckChange stuck(String order, int promiseInMinutes, boolean is) {
        return new StuckChange(
                "click-and-collect/ready",
                "click-and-collect",
                order,
                is,
                "/store/store-001/backoffice",
                new Money(2_500, "GBP"),
                NOON.minusSeconds(60),
                NOON.plusSeconds(promiseInMinutes * 60L));
    }
}
