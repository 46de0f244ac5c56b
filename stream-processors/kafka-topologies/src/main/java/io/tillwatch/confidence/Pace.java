package io.tillwatch.confidence;

import io.tillwatch.contracts.watch.LocationConfidence.HourRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The usual pace of each location: receipts an hour, by hour of the day and kind of day. What a location alone does not
 * tell yet comes from the whole network at the same hour, in its own size: a gamma prior on a Poisson rate, so that the
 * first day already has a pace and the hundredth is the location's own (Gelman et al., Bayesian Data Analysis, 2.6).
 * What a location sold while it was silent is neither counted nor held against it. Immutable once made.
 */
final class Pace {
    /** How much the network's hour counts against the location's own, in receipts: stores differ by a quarter. */
    private static final double PRIOR = 16;
    /** How many receipts it takes to believe in a location's size. */
    private static final double SIZE_PRIOR = 5;

    private static final double LEAST_WATCHED_HOURS = 0.25;
    private static final double DIGITS = 1e4;

    private final double[] sold = new double[LocalHours.COUNT];
    private final double[] watched = new double[LocalHours.COUNT];

    private Pace() {}

    static Pace of(Collection<LocationPulse> network) {
        Pace pace = new Pace();
        network.forEach(pulse -> {
            pulse.receipts().forEach((hour, count) -> pace.sold[hour] += count);
            double[] own = watched(pulse);
            for (int hour = 0; hour < LocalHours.COUNT; hour++) {
                pace.watched[hour] += own[hour];
            }
        });
        return pace;
    }

    /** Receipts an hour where somebody ever watched that hour; none is expected in others: nobody knows who is open. */
    List<HourRate> watchedRates(LocationPulse pulse) {
        return rates(pulse, 0);
    }

    /** Receipts an hour; in an hour that nobody ever watched, the location's mean, with all that is not known of it. */
    List<HourRate> rates(LocationPulse pulse) {
        double hours = 0;
        for (double one : watched(pulse)) {
            hours += one;
        }
        return rates(pulse, receipts(pulse) / Math.max(1, hours));
    }

    private static double receipts(LocationPulse pulse) {
        return pulse.receipts().values().stream().mapToLong(Long::longValue).sum();
    }

    private List<HourRate> rates(LocationPulse pulse, double otherwise) {
        double[] own = watched(pulse);
        double size = size(pulse, own);
        double sure = 1 / (1 / PRIOR + 1 / (SIZE_PRIOR + receipts(pulse)));
        List<HourRate> rates = new ArrayList<>(LocalHours.COUNT);
        for (int hour = 0; hour < LocalHours.COUNT; hour++) {
            double prior = size * networkRate(hour);
            boolean weekend = hour >= LocalHours.COUNT / 2;
            int ofDay = hour % (LocalHours.COUNT / 2);
            if (Double.isNaN(prior)) {
                rates.add(new HourRate(weekend, ofDay, rounded(otherwise), rounded(otherwise)));
            } else if (prior == 0) {
                rates.add(new HourRate(weekend, ofDay, 0, 0));
            } else {
                double shape = sure + pulse.receipts().getOrDefault(hour, 0L);
                double rate = sure / prior + own[hour];
                rates.add(new HourRate(weekend, ofDay, rounded(shape / rate), rounded(Math.sqrt(shape) / rate)));
            }
        }
        return rates;
    }

    /** The other kind of day stands in for one that was never watched; NaN when neither was. */
    private double networkRate(int hour) {
        int other = (hour + LocalHours.COUNT / 2) % LocalHours.COUNT;
        if (watched[hour] >= LEAST_WATCHED_HOURS) {
            return sold[hour] / watched[hour];
        }
        return watched[other] >= LEAST_WATCHED_HOURS ? sold[other] / watched[other] : Double.NaN;
    }

    private double size(LocationPulse pulse, double[] own) {
        double expected = 0;
        double receipts = 0;
        for (int hour = 0; hour < LocalHours.COUNT; hour++) {
            if (watched[hour] >= LEAST_WATCHED_HOURS) {
                expected += own[hour] * sold[hour] / watched[hour];
                receipts += pulse.receipts().getOrDefault(hour, 0L);
            }
        }
        return (receipts + SIZE_PRIOR) / (expected + SIZE_PRIOR);
    }

    private static double[] watched(LocationPulse pulse) {
        double[] hours = new double[LocalHours.COUNT];
        Instant from = pulse.paceFrom();
        Instant to = pulse.lastAt();
        if (from != null && to != null) {
            LocalHours.split(from, to, pulse.offset(), (hour, span) -> hours[hour] += span);
        }
        return hours;
    }

    private static double rounded(double number) {
        return Math.rint(number * DIGITS) / DIGITS;
    }
}
