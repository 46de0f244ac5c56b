package io.tillwatch.confidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.StockPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In simulated silences the true stock lies in the interval as often as it says. */
final class CoverageTest {
    private static final int STORES = 10;
    private static final int SKUS = 60;
    private static final long PLENTY = 100_000;
    private static final double SIGMAS = 4;

    private static final class Score {
        private long all;
        private long covered;
        private long many;
        private long manyCovered;
        private double width;
        private double sold;

        void add(double expected, long low, long sold) {
            boolean held = sold <= low;
            all++;
            covered += held ? 1 : 0;
            width += low;
            this.sold += sold;
            if (expected >= 5) {
                many++;
                manyCovered += held ? 1 : 0;
            }
        }

        /** The least share that chance leaves of a true 95 %. */
        static double least(long n) {
            return Unseen.SURE - SIGMAS * Math.sqrt(Unseen.SURE * (1 - Unseen.SURE) / n);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 11, 20261125})
    void the_true_stock_is_not_below_the_interval_in_95_of_100_silences(long seed) {
        assertCovers(seed, 1, 9);
    }

    @Tag("long")
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 8, 9, 10, 12})
    void it_is_so_on_the_first_day_and_after_weeks(long seed) {
        assertCovers(seed, 0, 30);
    }

    private static void assertCovers(long seed, int firstDay, int lastDay) {
        // Given
        Trade trade = new Trade(seed, STORES, SKUS);
        Score score = new Score();

        // When each day another store is silent for a while
        List<List<Trade.Receipt>> told = new ArrayList<>();
        for (int store = 0; store < STORES; store++) {
            told.add(new ArrayList<>());
        }
        Instant heardUntil = Trade.START;
        for (int day = firstDay; day <= lastDay; day++) {
            Instant outage = trade.outage(day);
            for (int store = 0; store < STORES; store++) {
                told.get(store).addAll(trade.sell(store, heardUntil, outage));
            }
            Instant now = outage.plus(trade.silence());
            int silent = day % STORES;
            List<Trade.Receipt> kept = trade.sell(silent, outage, now);
            double[] means = IntStream.range(0, SKUS)
                    .mapToDouble(sku -> trade.mean(silent, sku, outage, now))
                    .toArray();
            for (int store = 0; store < STORES; store++) {
                if (store != silent) {
                    told.get(store).addAll(trade.sell(store, outage, now));
                }
            }
            score(score, told, silent, kept, means, now);
            told.get(silent).addAll(kept);
            heardUntil = now;
        }

        // Then
        double share = (double) score.covered / score.all;
        double ofMany = (double) score.manyCovered / Math.max(1, score.many);
        String figures = String.format(
                "%.2f %% of %d covered, %.2f %% of %d with 5 and more expected; width %.2f of %.2f sold",
                100 * share, score.all, 100 * ofMany, score.many, score.width / score.all, score.sold / score.all);
        assertThat(share).as(figures).isGreaterThan(Score.least(score.all));
        assertThat(ofMany).as(figures).isGreaterThan(Score.least(Math.max(1, score.many)));
        // and it is no wider than a rule of thumb that would always hold
        assertThat(score.width).as(figures).isLessThan(4 * score.sold + score.all);
    }

    private static void score(
            Score score,
            List<List<Trade.Receipt>> told,
            int silent,
            List<Trade.Receipt> kept,
            double[] means,
            Instant now) {
        Map<String, LocationPulse> pulses = new HashMap<>();
        for (int store = 0; store < STORES; store++) {
            pulses.put("store-" + store, Trade.pulse("store-" + store, told.get(store)));
        }
        String name = "store-" + silent;
        // its link is known to be down since its last receipt
        LocationPulse pulse = Objects.requireNonNull(pulses.get(name));
        pulses.put(name, pulse.beating(new Beat(now, false, now, 0, null)));
        Pace pace = Pace.of(pulses.values());
        Map<String, LocationConfidence> words = new HashMap<>();
        pulses.forEach((store, one) -> {
            var judgement = SilenceJudge.judge(one, pace, now);
            if (judgement != null) {
                words.put(store, judgement.word());
            }
        });
        Confidence confidence = new Confidence(words::get, Clock.fixed(now, ZoneOffset.UTC));
        int[][] sold = new int[STORES][SKUS];
        for (int store = 0; store < STORES; store++) {
            int[] own = sold[store];
            Trade.pieces(told.get(store), (sku, pieces) -> own[sku] += pieces);
        }
        int[] unseen = new int[SKUS];
        Trade.pieces(kept, (sku, pieces) -> unseen[sku] += pieces);
        for (int sku = 0; sku < SKUS; sku++) {
            List<StockPosition> positions = new ArrayList<>();
            for (int store = 0; store < STORES; store++) {
                positions.add(Trade.position("SKU-" + sku, "store-" + store, PLENTY, sold[store][sku]));
            }
            StockPosition seen = confidence.ofSku(positions).get(silent);
            long taken = seen.available().subtract(seen.availableLow()).longValueExact();
            score.add(means[sku], taken, unseen[sku]);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 11})
    void the_longer_the_silence_the_lower_the_end_and_by_night_it_stands(long seed) {
        // Given a week of trade and a link that breaks on Monday at half past ten
        Trade trade = new Trade(seed, 3, 5);
        Instant outage = Trade.START.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(630));
        List<LocationPulse> pulses = new ArrayList<>();
        for (int store = 0; store < 3; store++) {
            pulses.add(Trade.pulse("store-" + store, trade.sell(store, Trade.START, outage)));
        }
        LocationPulse silent = pulses.get(0).beating(new Beat(outage, false, outage, 0, null));
        LocationConfidence word = Objects.requireNonNull(
                        SilenceJudge.judge(silent, Pace.of(pulses), outage.plusSeconds(60)))
                .word();
        StockPosition position = Trade.position("SKU-0", "store-0", 10_000, 300);

        // When the silence grows
        List<Long> low = new ArrayList<>();
        for (int hours = 0; hours <= 24; hours++) {
            low.add(Confidence.with(position, word, 0.5, outage.plus(Duration.ofHours(hours)))
                    .availableLow()
                    .longValueExact());
        }

        // Then
        assertThat(low).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(low.get(9)).isLessThan(low.get(1));
        assertThat(low.get(22)).as("nothing is sold from 20:30 to 8:30").isEqualTo(low.get(10));
        assertThat(low.get(24)).isLessThan(low.get(22));
    }
}
