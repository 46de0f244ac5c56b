package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.trend.HourShape;
import io.tillwatch.trend.RateProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class LevelForecastTest {
    @Test
    void what_falls_steadily_is_level_when_the_line_meets_nothing() {
        assertThat(forecast(queue(i -> 300 - 10L * i, 20))).isEqualTo(after(20).plus(Duration.ofMinutes(11)));
    }

    @Test
    void one_wild_look_does_not_move_it() {
        assertThat(forecast(queue(i -> i == 15 ? 9_000 : 300 - 10L * i, 20)))
                .isEqualTo(after(20).plus(Duration.ofMinutes(11)));
    }

    @Test
    void what_stands_or_grows_or_was_seen_too_seldom_has_no_time() {
        assertThat(forecast(queue(i -> 300, 20))).isNull();
        assertThat(forecast(queue(i -> 300 + i, 20))).isNull();
        assertThat(forecast(queue(i -> 300 - 10L * i, 3))).isNull();
    }

    @Test
    void the_flow_is_level_when_its_last_queue_is_and_never_while_one_is_offline() {
        NodeReport quick = queue(i -> 300 - 10L * i, 20);
        NodeReport slow = queue(i -> 300 - 2L * i, 20);
        NodeReport away = NodeReport.said(false, 5, NOON, after(20));

        assertThat(LevelForecast.of(List.of(quick, slow), null, after(20)))
                .isEqualTo(after(20).plus(Duration.ofMinutes(131)));
        assertThat(LevelForecast.of(List.of(quick, away), null, after(20))).isNull();
        assertThat(LevelForecast.of(List.of(NodeReport.said(true, 0, null, NOON)), null, after(20)))
                .isNull();
    }

    @Test
    void a_queue_that_grows_by_day_is_level_in_the_night_when_that_is_known_to_be_quiet() {
        // Given three weeks in which ten records come each minute from nine to nine, and none by night
        RateProfile usual = new RateProfile(ZoneOffset.UTC, 1e-4, HourShape.EVERY_DAY_APART);
        for (Instant at = NOON.minus(Duration.ofDays(21)); !at.isAfter(after(20)); at = at.plusSeconds(60)) {
            int hour = at.atZone(ZoneOffset.UTC).getHour();
            if (hour >= 9 && hour < 21) {
                usual.arrived(at, 10);
            }
        }

        // When it grows by two a minute shortly after noon
        NodeReport queue = queue(i -> 300 + 2L * i, 20);

        // Then it has grown to 338 + 2 * 520 by nine, and falls by eight from then on
        Instant nine = NOON.plus(Duration.ofHours(9));
        assertThat(LevelForecast.of(List.of(queue), usual, queue.at()))
                .isBetween(nine.plus(Duration.ofMinutes(165)), nine.plus(Duration.ofMinutes(180)));
        assertThat(forecast(queue)).as("without knowing").isNull();
    }

    @Test
    void only_the_last_quarter_of_an_hour_counts() {
        // Given a queue that grew for half an hour and falls since
        assertThat(forecast(queue(i -> i < 30 ? 20L * i : 600 - 10L * (i - 30), 60)))
                .isEqualTo(after(60).plus(Duration.ofMinutes(31)));
    }

    @Test
    void levels_are_the_same_whichever_word_arrives_first_and_bounded() {
        NodeReport inOrder = queue(i -> 100 - i, 20);
        NodeReport reversed = NodeReport.said(true, 100 - 19, NOON, after(20));
        for (int i = 18; i >= 0; i--) {
            reversed = reversed.then(NodeReport.said(true, 100 - i, NOON, after(i + 1)));
        }

        assertThat(reversed.levels()).isEqualTo(inOrder.levels());
        assertThat(queue(i -> 100_000 - i, 500).levels()).hasSizeLessThanOrEqualTo(31);
        assertThat(queue(i -> 0, 50).levels()).as("nothing ever waits").isEmpty();
    }

    private static Instant forecast(NodeReport node) {
        return LevelForecast.of(List.of(node), null, node.at());
    }

    /** Looked at each minute. */
    private static NodeReport queue(IntToLongFunction backlog, int looks) {
        NodeReport report = NodeReport.said(true, backlog.applyAsLong(0), NOON, after(1));
        for (int i = 1; i < looks; i++) {
            report = report.then(NodeReport.said(true, backlog.applyAsLong(i), NOON, after(i + 1)));
        }
        return report;
    }

    private static Instant after(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
