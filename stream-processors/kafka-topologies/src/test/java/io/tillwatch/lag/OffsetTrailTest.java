package io.tillwatch.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTrailTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final OffsetTrail trail = new OffsetTrail();

    @Test
    void between_two_looks_records_are_taken_to_have_come_evenly() {
        trail.look(NOON, 100);
        trail.look(NOON.plusSeconds(10), 110);

        assertThat(trail.appeared(104)).isEqualTo(new OffsetTrail.Appeared(NOON.plusSeconds(5), false));
        assertThat(trail.appeared(109)).isEqualTo(new OffsetTrail.Appeared(NOON.plusSeconds(10), false));
        assertThat(trail.appeared(110)).as("not there yet").isNull();
        assertThat(trail.appeared(99))
                .as("there before the watch began")
                .isEqualTo(new OffsetTrail.Appeared(NOON, true));
    }

    @Test
    void the_first_record_after_a_quiet_year_is_no_year_old() {
        // Given a topic that was looked at each hour of a year in which nothing came
        for (int hour = 0; hour <= 24 * 365; hour++) {
            trail.look(NOON.plus(Duration.ofHours(hour)), 100);
        }
        Instant year = NOON.plus(Duration.ofDays(365));

        // When
        trail.look(year.plusSeconds(30), 101);

        // Then
        OffsetTrail.Appeared appeared = trail.appeared(100);
        assertThat(appeared).isNotNull();
        assertThat(appeared.at()).isBetween(year, year.plusSeconds(30));
        assertThat(trail.quietSince()).isEqualTo(year.plusSeconds(30));
    }

    @Test
    void quiet_since_is_the_look_after_which_nothing_came() {
        assertThat(trail.quietSince()).isNull();
        trail.look(NOON, 5);
        trail.look(NOON.plusSeconds(10), 9);
        assertThat(trail.quietSince()).isEqualTo(NOON.plusSeconds(10));
        trail.look(NOON.plusSeconds(20), 9);
        trail.look(NOON.plusSeconds(30), 9);
        assertThat(trail.quietSince()).isEqualTo(NOON.plusSeconds(10));
    }

    @Test
    void a_topic_that_was_made_anew_has_no_past() {
        trail.look(NOON, 500);
        trail.look(NOON.plusSeconds(10), 3);

        assertThat(trail.appeared(1)).isEqualTo(new OffsetTrail.Appeared(NOON.plusSeconds(10), true));
    }

    /** The oracle knows the second at which each record was appended. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void a_day_of_bursts_and_pauses_is_told_within_the_gap_between_two_looks(long seed) {
        // Given
        Random random = new Random(seed);
        TreeMap<Long, Instant> appended = new TreeMap<>();
        long end = 0;
        int gap = 15;
        double rate = 1;
        trail.look(NOON.minusSeconds(gap), 0);
        for (int second = 0; second < 7_000; second++) {
            if (random.nextInt(600) == 0) {
                rate = random.nextBoolean() ? 0 : random.nextDouble() * 20;
            }
            for (int n = (int) (rate + random.nextDouble()); n > 0; n--) {
                appended.put(end++, NOON.plusSeconds(second));
            }
            if (second % gap == 0) {
                trail.look(NOON.plusSeconds(second), end);
            }
        }
        trail.look(NOON.plusSeconds(7_000), end);

        // Then
        appended.forEach((offset, at) -> {
            OffsetTrail.Appeared told = trail.appeared(offset);
            assertThat(told).isNotNull();
            assertThat(Duration.between(at, told.at()).abs())
                    .as("offset %d", offset)
                    .isLessThanOrEqualTo(Duration.ofSeconds(gap));
        });
    }

    @Test
    void a_long_watch_stays_bounded_and_keeps_where_quiet_ended() {
        // Given a day of looks each second, with records only in the first and the last minutes
        long end = 0;
        for (int second = 0; second < 86_400; second++) {
            end += second < 600 || second > 86_000 ? 1 : 0;
            trail.look(NOON.plusSeconds(second), end);
        }

        // Then the record that ended the quiet is as old as it is
        OffsetTrail.Appeared first = trail.appeared(600);
        assertThat(first).isNotNull();
        assertThat(Duration.between(NOON.plusSeconds(86_001), first.at()).abs()).isLessThan(Duration.ofMinutes(2));
    }
}
