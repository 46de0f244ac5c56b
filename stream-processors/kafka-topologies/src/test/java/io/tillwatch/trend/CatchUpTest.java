package io.tillwatch.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatchUpTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @Test
    void what_shrinks_is_level_after_backlog_over_net_drain() {
        assertThat(new CatchUp(600, 90, 30).levelAt(NOON)).isEqualTo(NOON.plus(Duration.ofMinutes(10)));
    }

    @Test
    void what_is_level_or_does_not_shrink_or_takes_more_than_a_week_has_no_time() {
        assertThat(new CatchUp(0, 90, 30).levelAt(NOON)).isNull();
        assertThat(new CatchUp(600, 30, 30).levelAt(NOON)).isNull();
        assertThat(new CatchUp(600, 20, 30).levelAt(NOON)).isNull();
        assertThat(new CatchUp(1e9, 31, 30).levelAt(NOON)).isNull();
    }

    @Test
    void capacity_for_a_time_is_arrival_and_the_backlog_spread_over_it() {
        assertThat(new CatchUp(600, 20, 30).drainFor(Duration.ofMinutes(20))).isEqualTo(60);
        assertThat(new CatchUp(0, 20, 30).drainFor(Duration.ofMinutes(20))).isEqualTo(30);
        assertThat(new CatchUp(1, 20, 30).drainFor(Duration.ZERO)).isInfinite();
    }

    /** The oracle drains and fills a queue second by second. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void it_agrees_with_a_queue_that_is_played_through(long seed) {
        Random random = new Random(seed);
        double backlog = 1 + random.nextInt(5_000);
        double arrival = random.nextInt(300);
        double drain = arrival + 5 + random.nextInt(300);
        double left = backlog;
        long seconds = 0;
        while (left > 0) {
            left += (arrival - drain) / 60;
            seconds++;
        }

        Instant level = new CatchUp(backlog, drain, arrival).levelAt(NOON);

        assertThat(level).isNotNull();
        assertThat((double) Duration.between(NOON, level).toSeconds()).isCloseTo((double) seconds, within(1.0));
    }
}
