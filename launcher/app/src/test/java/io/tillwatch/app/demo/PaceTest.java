package io.tillwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.time.PausableClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final Duration LOOK = Duration.ofMillis(300);

    private final PausableClock clock = new PausableClock(Duration.ofHours(1));
    private long nanos;
    private long sent;
    private long taken;
    private Pace pace = new Pace(clock, () -> sent, () -> taken, () -> nanos);

    @BeforeEach
    void begin() {
        clock.resume();
        pace = new Pace(clock, () -> sent, () -> taken, () -> nanos);
    }

    @Test
    void the_world_runs_while_the_machine_keeps_up_a_second_behind() {
        for (int i = 0; i < 100; i++) {
            // When
            look(sent + 150, Math.max(0, sent - 450));

            // Then
            assertThat(clock.isPaused()).isFalse();
        }
    }

    @Test
    void the_world_waits_when_records_have_no_effect_for_seconds_and_goes_on_when_they_have() {
        // Given
        look(1_000, 0);

        // When
        for (Duration passed = LOOK; passed.compareTo(Pace.WAIT_WHEN_BEHIND) <= 0; passed = passed.plus(LOOK)) {
            look(sent + 100, taken + 10);
            assertThat(clock.isPaused()).isFalse();
        }
        look(sent, taken + 10);

        // Then
        assertThat(clock.isPaused()).isTrue();

        // When
        look(sent, 1_000);

        // Then what came after the first thousand is younger, but not yet young enough
        assertThat(clock.isPaused()).isTrue();

        // When
        look(sent, sent);

        // Then
        assertThat(clock.isPaused()).isFalse();
    }

    @Test
    void a_wait_that_heals_nothing_ends_and_the_world_waits_again_once_it_does() {
        // Given
        look(1_000, 0);

        // When
        for (Duration passed = Duration.ZERO; passed.compareTo(Pace.PATIENCE) <= 0; passed = passed.plus(LOOK)) {
            look(1_000, 0);
        }

        // Then
        assertThat(clock.isPaused()).isFalse();

        // When
        look(1_000, 1);

        // Then
        assertThat(clock.isPaused()).isTrue();
    }

    private void look(long nowSent, long nowTaken) {
        nanos += LOOK.toNanos();
        sent = nowSent;
        taken = nowTaken;
        pace.look();
    }
}
