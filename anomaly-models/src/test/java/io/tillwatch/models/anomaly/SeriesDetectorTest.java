package io.tillwatch.models.anomaly;

import static io.tillwatch.models.anomaly.Synthetic.DAY;
import static io.tillwatch.models.anomaly.Synthetic.alerts;
import static io.tillwatch.models.anomaly.Synthetic.at;
import static io.tillwatch.models.anomaly.Synthetic.counts;
import static io.tillwatch.models.anomaly.Synthetic.run;
import static io.tillwatch.models.anomaly.Synthetic.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesDetectorTest {
    private static final DetectorConfig COUNT = DetectorConfig.of(SeriesKind.COUNT);
    private static final DetectorConfig VALUE = DetectorConfig.of(SeriesKind.VALUE);

    @ParameterizedTest(name = "rate {0}")
    @ValueSource(doubles = {0.3, 2, 20, 300})
    void flat_counts_keep_the_alert_budget_over_20_seeds(double rate) {
        // Given 20 series of four days of plain Poisson noise
        // When each is watched by a detector of its own
        int alerts = IntStream.range(0, 20)
                .map(seed -> alerts(run(SeriesDetector.create(COUNT), counts(4 * DAY, seed, i -> rate)))
                        .size())
                .sum();
        // Then there are no more alerts than the budget has for so many observations
        assertThat(alerts).isLessThanOrEqualTo((int) Math.ceil(20 * 4 * DAY * COUNT.alertBudget()));
    }

    @ParameterizedTest(name = "sd {0}")
    @ValueSource(doubles = {0.5, 10})
    void flat_values_keep_the_alert_budget_over_20_seeds(double sd) {
        // Given 20 series of four days of plain Gaussian noise
        // When each is watched by a detector of its own
        int alerts = IntStream.range(0, 20)
                .map(seed -> alerts(run(SeriesDetector.create(VALUE), values(4 * DAY, seed, sd, i -> 50)))
                        .size())
                .sum();
        // Then there are no more alerts than the budget has for so many observations
        assertThat(alerts).isLessThanOrEqualTo((int) Math.ceil(20 * 4 * DAY * VALUE.alertBudget()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void fourfold_demand_is_caught_within_the_hour_on_the_first_day(long seed) {
        // Given one day of a SKU that sells two a bucket, and eight a bucket for two hours in the afternoon
        List<Observation> day = counts(DAY, seed, i -> i >= 180 && i < 204 ? 8 : 2);
        // When it is watched without any history
        List<Integer> alerts = alerts(run(SeriesDetector.create(COUNT), day));
        // Then the one alert comes within an hour of the surge
        assertThat(alerts).isNotEmpty();
        assertThat(alerts.get(0)).isBetween(180, 191);
    }

    @Test
    void a_day_that_follows_opening_hours_is_quiet_from_the_second_week_on() {
        // Given three weeks of demand that peaks at noon
        List<Observation> series = counts(21 * DAY, 7, Synthetic::noonPeak);
        // When
        List<Integer> alerts = alerts(run(SeriesDetector.create(COUNT), series));
        // Then the second and third week hold no more alerts than the budget, which is 2
        assertThat(alerts.stream().filter(i -> i >= 7 * DAY)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void noon_volume_at_midnight_is_an_anomaly_by_its_hour() {
        // Given two weeks of a daily wave, and one midnight that looks like noon
        int odd = 14 * DAY;
        List<Observation> series = values(odd + 1, 3, 1, i -> i == odd ? 140 : 100 + 40 * wave(i));
        // When
        List<Verdict> verdicts = run(SeriesDetector.create(VALUE), series);
        // Then
        assertThat(verdicts.get(odd).anomalous()).isTrue();
        assertThat(verdicts.get(odd).reasons()).extracting(Feature::name).containsAnyOf("time-of-day", "hour-of-week");
    }

    @Test
    void spike_alerts_once_with_figures_and_reasons() {
        // Given a flat series with one spike
        List<Observation> series = values(2 * DAY, 11, 2, i -> i == 400 ? 150 : 100);
        // When
        List<Verdict> verdicts = run(SeriesDetector.create(VALUE), series);
        // Then
        assertThat(alerts(verdicts)).containsExactly(400);
        Verdict spike = verdicts.get(400);
        assertThat(spike.score()).isGreaterThanOrEqualTo(0.5);
        assertThat(spike.expected()).isBetween(98.0, 102.0);
        assertThat(spike.high()).isLessThan(120);
        assertThat(spike.reasons()).isNotEmpty();
        assertThat(spike.explanation()).contains("was expected").contains("one in");
        assertThat(spike.modelId()).isEqualTo(SeriesDetector.FLOOR);
    }

    @Test
    void level_shift_alerts_once_then_becomes_the_new_usual() {
        // Given a level that doubles for good
        List<Observation> series = values(6 * DAY, 5, 2, i -> i >= 600 ? 120 : 100);
        // When
        List<Verdict> verdicts = run(SeriesDetector.create(VALUE), series);
        // Then
        assertThat(alerts(verdicts)).hasSize(1).first().isEqualTo(600);
        assertThat(verdicts.get(verdicts.size() - 1).expected()).isBetween(115.0, 125.0);
        assertThat(verdicts).extracting(Verdict::phase).contains(Verdict.Phase.CLEARED);
    }

    @Test
    void dropout_to_zero_of_a_busy_count_alerts() {
        // Given thirty sales a bucket that stop
        List<Observation> series = counts(2 * DAY, 13, i -> i >= 500 ? 0 : 30);
        // When
        List<Integer> alerts = alerts(run(SeriesDetector.create(COUNT), series));
        // Then
        assertThat(alerts).contains(500);
    }

    @Test
    void error_share_that_jumps_alerts() {
        // Given an error share around one percent that goes to twenty
        List<Observation> series = values(2 * DAY, 18, 0.002, i -> i >= 450 ? 0.2 : 0.01).stream()
                .map(o -> Observation.of(o.at(), Math.max(0, o.value())))
                .toList();
        // When
        List<Verdict> verdicts = run(SeriesDetector.create(DetectorConfig.of(SeriesKind.RATIO)), series);
        // Then
        assertThat(alerts(verdicts)).first().isEqualTo(450);
        assertThat(verdicts.get(450).expected()).isBetween(0.005, 0.02);
    }

    @Test
    void buckets_left_out_are_no_dropout() {
        // Given a busy series with half a day missing
        List<Observation> series = new ArrayList<>(counts(3 * DAY, 19, i -> 30));
        series.subList(400, 544).clear();
        // When
        List<Integer> alerts = alerts(run(SeriesDetector.create(COUNT), series));
        // Then
        assertThat(alerts).isEmpty();
    }

    @Test
    void known_cause_neither_alerts_nor_trains() {
        // Given a promotion that is in the calendar
        List<Observation> series = counts(2 * DAY, 23, i -> i >= 300 && i < 340 ? 100 : 10).stream()
                .map(o -> new Observation(o.at(), o.value(), !o.at().isBefore(at(300)) && o.at().isBefore(at(340))))
                .toList();
        // When
        List<Verdict> verdicts = run(SeriesDetector.create(COUNT), series);
        // Then
        assertThat(alerts(verdicts)).isEmpty();
        assertThat(verdicts.get(320).phase()).isEqualTo(Verdict.Phase.EXPLAINED);
        assertThat(verdicts.get(341).expected()).isLessThan(15);
    }

    @Test
    void nothing_alerts_before_warm_up_is_over() {
        // Given a spike in the last bucket of warm-up
        List<Observation> series = values(40, 29, 1, i -> i == 23 ? 1000 : 10);
        // When
        List<Verdict> verdicts = run(SeriesDetector.create(VALUE), series);
        // Then
        assertThat(verdicts.get(23).phase()).isEqualTo(Verdict.Phase.WARMING_UP);
        assertThat(verdicts.get(23).anomalous()).isFalse();
        assertThat(verdicts.get(24).phase()).isNotEqualTo(Verdict.Phase.WARMING_UP);
    }

    @Test
    void verdict_does_not_depend_on_what_comes_later() {
        // Given two series that part at bucket 300
        List<Observation> calm = counts(400, 31, i -> 5);
        List<Observation> wild = new ArrayList<>(calm.subList(0, 300));
        calm.subList(300, 400).forEach(o -> wild.add(Observation.of(o.at(), o.value() + 50)));
        // When
        List<Verdict> one = run(SeriesDetector.create(COUNT), calm);
        List<Verdict> other = run(SeriesDetector.create(COUNT), wild);
        // Then
        assertThat(other.subList(0, 300)).isEqualTo(one.subList(0, 300));
    }

    @Test
    void late_observation_changes_nothing() {
        // Given
        List<Observation> series = counts(300, 37, i -> 5);
        SeriesDetector plain = SeriesDetector.create(COUNT);
        SeriesDetector disturbed = SeriesDetector.create(COUNT);
        run(plain, series);
        run(disturbed, series);
        // When
        Verdict late = disturbed.observe(Observation.of(at(10), 500));
        // Then
        assertThat(late.anomalous()).isFalse();
        assertThat(disturbed.snapshot()).isEqualTo(plain.snapshot());
    }

    @ParameterizedTest
    @EnumSource(SeriesKind.class)
    void restored_detector_goes_on_as_if_never_stopped(SeriesKind kind) {
        // Given a detector stopped in the middle of an episode
        List<Observation> series = counts(5 * DAY, 41, i -> i >= 690 && i < 760 ? 40 : 10);
        SeriesDetector whole = SeriesDetector.create(DetectorConfig.of(kind));
        SeriesDetector first = SeriesDetector.create(DetectorConfig.of(kind));
        List<Verdict> expected = run(whole, series);
        run(first, series.subList(0, 700));
        // When
        byte[] bytes = first.snapshot();
        SeriesDetector second = SeriesDetector.restore(DetectorConfig.of(kind), bytes);
        List<Verdict> rest = run(second, series.subList(700, series.size()));
        // Then
        assertThat(rest).isEqualTo(expected.subList(700, expected.size()));
        assertThat(second.snapshot()).isEqualTo(whole.snapshot());
        assertThat(bytes.length).isLessThan(20_000);
    }

    @Test
    void snapshot_of_another_kind_or_of_rubbish_is_refused() {
        byte[] counts = SeriesDetector.create(COUNT).snapshot();
        assertThatThrownBy(() -> SeriesDetector.restore(VALUE, counts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("COUNT");
        assertThatThrownBy(() -> SeriesDetector.restore(VALUE, new byte[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a detector snapshot");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1})
    void impossible_figures_are_refused_by_name(double value) {
        SeriesDetector detector = SeriesDetector.create(COUNT);
        assertThatThrownBy(() -> detector.observe(Observation.of(at(0), value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(at(0).toString());
    }

    private static double wave(int i) {
        return -Math.cos(2 * Math.PI * (i % DAY) / DAY);
    }
}
