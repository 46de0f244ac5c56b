package io.tillwatch.contracts.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class WorldClockTest {
    private static final Instant WORLD = Instant.parse("2026-03-28T23:00:00Z");

    private Instant real = Instant.parse("2026-01-01T00:00:00Z");
    private final Clock base = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the base keeps its zone");
        }

        @Override
        public Instant instant() {
            return real;
        }
    };

    @Test
    void a_minute_of_real_time_is_an_hour_at_speed_60() {
        // Given
        WorldClock clock = WorldClock.startingAt(WORLD, 60, base);

        // When
        real = real.plus(Duration.ofMinutes(1));

        // Then
        assertThat(clock.instant()).isEqualTo(WORLD.plus(Duration.ofHours(1)));
        assertThat(clock.toReal(Duration.ofHours(1))).isEqualTo(Duration.ofMinutes(1));
        assertThat(clock.toWorld(Duration.ofMinutes(1))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void speed_1_keeps_every_nanosecond() {
        // Given
        WorldClock clock = WorldClock.startingAt(WORLD, 1, base);

        // When
        real = real.plus(Duration.ofDays(3650)).plusNanos(1);

        // Then
        assertThat(clock.instant()).isEqualTo(WORLD.plus(Duration.ofDays(3650)).plusNanos(1));
    }

    @Test
    void another_zone_tells_the_same_instant() {
        // Given
        WorldClock clock = WorldClock.startingAt(WORLD, 60, base);

        // When
        WorldClock madrid = clock.withZone(ZoneId.of("Europe/Madrid"));
        real = real.plusSeconds(7);

        // Then
        assertThat(madrid.instant()).isEqualTo(clock.instant());
        assertThat(madrid.getZone()).isEqualTo(ZoneId.of("Europe/Madrid"));
        assertThat(madrid.speed()).isEqualTo(60);
    }

    @Test
    void a_clock_that_stands_or_runs_back_is_refused() {
        for (double speed : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> WorldClock.startingAt(WORLD, speed, base)).hasMessageContaining("speed");
        }
    }
}
