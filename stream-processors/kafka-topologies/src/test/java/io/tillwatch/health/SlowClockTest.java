package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowClockTest {
    private static final String TILL = "/pos/store-003/till-01";

    private final SlowClock clock = new SlowClock();
    private final List<Signal> told = new ArrayList<>();
    private int number;

    @Test
    void a_till_that_sells_on_three_hours_behind_is_told_and_is_well_again_once_its_clock_is_right() {
        // Given
        for (int minute = 0; minute < 30; minute += 4) {
            sells(at(minute), Duration.ofHours(3).plusSeconds(minute));
        }
        assertThat(told).isNotEmpty().allMatch(signal -> signal.state() == Signal.State.FIRING);
        assertThat(told.get(0).seenAt()).isEqualTo(at(8));
        assertThat(told.get(0).subject()).isEqualTo(TILL);

        // When
        for (int minute = 40; minute < 50; minute++) {
            sells(at(minute), Duration.ofSeconds(1));
        }

        // Then
        assertThat(told.get(told.size() - 1).state()).isEqualTo(Signal.State.RECOVERED);
        assertThat(told.stream().filter(signal -> signal.state() == Signal.State.RECOVERED))
                .hasSize(1);
    }

    @Test
    void what_is_uploaded_after_an_outage_catches_up_and_is_no_slow_clock() {
        // When four hours of sales come within ten minutes
        for (int i = 0; i < 200; i++) {
            sells(at(0).plusSeconds(i * 3L), Duration.ofHours(4).minusSeconds(i * 69L));
        }

        // Then
        assertThat(told).isEmpty();
    }

    @Test
    void a_single_late_event_is_none() {
        sells(at(0), Duration.ofHours(3));
        sells(at(30), Duration.ofSeconds(1));

        assertThat(told).isEmpty();
    }

    private void sells(Instant appended, Duration behind) {
        Instant said = appended.minus(behind);
        Envelope envelope = Envelope.of(
                        TILL, "event-" + number++, EventType.SALE_COMPLETED, "R-1", said.atOffset(ZoneOffset.UTC))
                .recordedAt(said);
        clock.judge(envelope, "pos-sales", appended, appended).ifPresent(told::add);
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(minute * 60L);
    }
}
