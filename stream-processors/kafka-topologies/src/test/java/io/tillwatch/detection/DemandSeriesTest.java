package io.tillwatch.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four customers a quarter of an hour, from eight in the morning. */
class DemandSeriesTest {
    private static final Instant OPENING = Instant.parse("2026-05-04T08:00:00Z");
    private static final Duration BUCKET = Duration.ofMinutes(15);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void a_surge_is_told_from_its_beginning_until_it_is_over(long seed) {
        // Given six hours of trade, then two hours at six times the pace, then two as before
        Day day = new Day(seed, start -> false);

        // When
        day.trade(24, 4);
        day.trade(8, 24);
        day.trade(8, 4);

        // Then
        assertThat(day.told).first().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.DEMAND_SURGE);
            assertThat(signal.subject()).isEqualTo("MUG");
            assertThat(signal.state()).isEqualTo(Signal.State.FIRING);
            assertThat(signal.startedAt())
                    .isBetween(OPENING.plus(Duration.ofHours(6)), OPENING.plus(Duration.ofMinutes(390)));
            assertThat(signal.actual()).isGreaterThan(3 * signal.expected());
        });
        assertThat(day.told)
                .filteredOn(signal -> signal.state() == Signal.State.FIRING)
                .allMatch(signal -> signal.actual() > signal.expected());
        assertThat(day.told).last().satisfies(signal -> {
            assertThat(signal.state()).isEqualTo(Signal.State.RECOVERED);
            assertThat(signal.startedAt()).isEqualTo(day.told.get(0).startedAt());
        });
        assertThat(day.told).extracting(Signal::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void what_the_calendar_announced_is_no_surge(long seed) {
        // Given a promotion from 14:00 to 16:00
        Instant from = OPENING.plus(Duration.ofHours(6));
        Day day = new Day(seed, start -> !start.isBefore(from) && start.isBefore(from.plus(Duration.ofHours(2))));

        // When
        day.trade(24, 4);
        day.trade(8, 24);
        day.trade(8, 4);

        // Then
        assertThat(day.told).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_restart_anywhere_changes_nothing(long seed) {
        // Given a day without a restart
        Day straight = new Day(seed, start -> false);
        straight.trade(24, 4);
        straight.trade(8, 24);
        straight.trade(8, 4);

        // When the same day is resumed from what was saved after every eleventh sale
        Day restarted = new Day(seed, start -> false);
        restarted.restartEvery = 11;
        restarted.trade(24, 4);
        restarted.trade(8, 24);
        restarted.trade(8, 4);

        // Then
        assertThat(restarted.told).isEqualTo(straight.told).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void when_one_looks_makes_no_difference(long seed) {
        // Given a day that was looked at after every sale
        Day often = new Day(seed, start -> false);
        often.trade(24, 4);
        often.trade(8, 24);
        often.trade(8, 4);

        // When it is looked at once, at its end
        Day once = new Day(seed, start -> false);
        once.looks = false;
        once.trade(24, 4);
        once.trade(8, 24);
        once.looks = true;
        once.trade(8, 4);

        // Then the same is told
        assertThat(once.told).extracting(Signal::id).isEqualTo(ids(often.told));
    }

    @Test
    void a_sale_that_is_delivered_again_is_no_second_customer() {
        // Given
        DemandSeries series = DemandSeries.begun("MUG", BUCKET);
        assertThat(series.sold(OPENING, 1)).isEqualTo(OPENING);

        // When, then
        assertThat(series.sold(OPENING, 1)).isNull();
        assertThat(series.sold(OPENING.plusSeconds(1), 1)).isNull();
    }

    @Test
    void a_late_receipt_leaves_a_judged_bucket_as_it_is() {
        // Given
        DemandSeries series = DemandSeries.begun("MUG", BUCKET);
        series.sold(OPENING, 1);
        Instant later = OPENING.plus(BUCKET);
        series.judgeUntil(later, later, (sku, at) -> false);

        // When, then
        assertThat(series.sold(OPENING.plusSeconds(5), 2)).isNull();
        assertThat(series.next()).isEqualTo(later);
    }

    private static List<String> ids(List<Signal> signals) {
        return signals.stream().map(Signal::id).toList();
    }

    /** Trade in one SKU, from its seed. */
    private static final class Day {
        private final Random random;
        private final Predicate<Instant> known;
        private DemandSeries series = DemandSeries.begun("MUG", BUCKET);
        private final List<Signal> told = new ArrayList<>();
        private Instant now = OPENING;
        private final Map<Long, Instant> waiting = new TreeMap<>();
        private long sales;
        private int restartEvery = Integer.MAX_VALUE;
        private boolean looks = true;

        Day(long seed, Predicate<Instant> known) {
            random = new Random(seed);
            this.known = known;
        }

        /** Buckets with a count drawn around the mean, each of them judged when it ended. */
        void trade(int buckets, int mean) {
            for (int i = 0; i < buckets; i++) {
                int count = Math.max(0, (int) Math.round(mean + random.nextGaussian() * Math.sqrt(mean)));
                for (int sale = 0; sale < count; sale++) {
                    Instant at = now.plusMillis(BUCKET.toMillis() * sale / count);
                    series.sold(at, sales);
                    waiting.put(sales++, at);
                    if (sales % restartEvery == 0) {
                        boolean judgedOnce =
                                series.next() != null && series.next().isAfter(OPENING);
                        series = DemandSeries.resumed("MUG", BUCKET, judgedOnce ? series.judged() : null);
                        waiting.forEach((event, sold) -> series.sold(sold, event));
                    }
                }
                now = now.plus(BUCKET);
                if (looks) {
                    waiting.clear();
                    told.addAll(series.judgeUntil(now, now, (sku, start) -> known.test(start)));
                }
            }
        }
    }
}
