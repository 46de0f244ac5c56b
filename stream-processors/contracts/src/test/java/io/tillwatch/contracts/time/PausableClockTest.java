package io.tillwatch.contracts.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PausableClockTest {
    private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");
    private static final double SPEED = 60;

    private long nanos;
    private final PausableClock pausable = new PausableClock(Duration.ofMinutes(10), () -> nanos);
    private final WorldClock world = WorldClock.startingAt(MORNING, SPEED, pausable);

    @Test
    void the_world_stands_still_before_the_start_in_a_pause_and_after_the_end() {
        // Given
        pass(Duration.ofHours(1));
        assertThat(world.instant()).isEqualTo(MORNING);
        assertThat(world.speedNow()).isZero();

        // When
        pausable.resume();
        pass(Duration.ofMinutes(1));
        assertThat(world.speedNow()).isEqualTo(SPEED);
        pausable.pause();
        pass(Duration.ofHours(1));
        assertThat(world.speedNow()).isZero();

        // Then
        assertThat(world.instant()).isEqualTo(MORNING.plus(Duration.ofHours(1)));

        // When
        pausable.resume();
        pass(Duration.ofHours(1));

        // Then
        assertThat(world.instant()).isEqualTo(MORNING.plus(Duration.ofHours(10)));
        assertThat(world.speedNow()).isZero();
    }

    @Test
    void what_took_place_during_a_pause_took_its_real_time() {
        // Given an event two real seconds after the start, and a pause of five right then
        pausable.resume();
        pass(Duration.ofSeconds(2));
        Instant event = world.instant();
        pausable.pause();
        pass(Duration.ofSeconds(5));

        // Then
        assertThat(world.realMillis(event, world.instant())).isEqualTo(5_000);

        // When it goes on for a second
        pausable.resume();
        pass(Duration.ofSeconds(1));

        // Then the pause still counts for what came before it, and not for what came after
        assertThat(world.realMillis(event, world.instant())).isEqualTo(6_000);
        assertThat(world.realMillis(MORNING, world.instant())).isEqualTo(8_000);
        assertThat(world.realMillis(event.plusSeconds(6), world.instant())).isEqualTo(900);
    }

    @Test
    void the_wait_before_the_start_is_no_pause() {
        // Given
        pass(Duration.ofHours(1));
        pausable.resume();
        pass(Duration.ofSeconds(1));

        // Then
        assertThat(pausable.totalPaused()).isZero();
        assertThat(world.realMillis(MORNING, world.instant())).isEqualTo(1_000);
    }

    @Test
    void what_lies_ahead_is_a_negative_time_away() {
        // Given
        pausable.resume();
        pass(Duration.ofSeconds(1));
        pausable.pause();
        pass(Duration.ofSeconds(9));

        // Then
        assertThat(world.realMillis(world.instant().plusSeconds(60), world.instant()))
                .isEqualTo(-1_000);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }
}
