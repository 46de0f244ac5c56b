package io.tillwatch.models.anomaly;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Seeded series in five-minute buckets that begin on a Monday, and what a detector says of them. */
final class Synthetic {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final int DAY = 288;

    private Synthetic() {}

    static Instant at(int bucket) {
        return START.plus(Duration.ofMinutes(5L * bucket));
    }

    static List<Observation> counts(int n, long seed, IntToDoubleFunction rate) {
        Random random = new Random(seed);
        List<Observation> series = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            series.add(Observation.of(at(i), poisson(random, rate.applyAsDouble(i))));
        }
        return series;
    }

    static List<Observation> values(int n, long seed, double sd, IntToDoubleFunction mean) {
        Random random = new Random(seed);
        List<Observation> series = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            series.add(Observation.of(at(i), mean.applyAsDouble(i) + sd * random.nextGaussian()));
        }
        return series;
    }

    static List<Verdict> run(SeriesDetector detector, List<Observation> series) {
        return series.stream().map(detector::observe).toList();
    }

    /** Buckets at which an alert came. */
    static List<Integer> alerts(List<Verdict> verdicts) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            if (verdicts.get(i).anomalous()) {
                at.add(i);
            }
        }
        return at;
    }

    /** Two a bucket at midnight, eighteen at noon. */
    static double noonPeak(int bucket) {
        return 10 - 8 * Math.cos(2 * Math.PI * (bucket % DAY) / DAY);
    }

    private static double poisson(Random random, double rate) {
        double limit = Math.exp(-rate);
        double product = random.nextDouble();
        int n = 0;
        while (product > limit) {
            product *= random.nextDouble();
            n++;
        }
        return n;
    }
}
