package io.tillwatch.confidence;

import io.tillwatch.contracts.watch.LocationConfidence.HourRate;
import java.time.Instant;
import java.util.List;

/**
 * How many receipts are to be expected in a span.
 *
 * @param mean expected count
 * @param spread standard deviation of what is not known of that mean; the chance of the count itself comes on top
 */
record Expected(double mean, double spread) {
    static final Expected NOTHING = new Expected(0, 0);
    /** A day is never quite the average one: relative standard deviation of one day's trade. */
    private static final double DAY_TO_DAY = 0.2;

    /** The hours' unknowns go together, since a store that is busier than thought is so in each of them. */
    static Expected between(Instant from, Instant to, int offsetSeconds, List<HourRate> rates) {
        double[] sums = new double[2];
        LocalHours.split(from, to, offsetSeconds, (hour, hours) -> {
            sums[0] += hours * rates.get(hour).perHour();
            sums[1] += hours * rates.get(hour).spread();
        });
        return new Expected(sums[0], Math.hypot(sums[1], DAY_TO_DAY * sums[0]));
    }

    /** No more than is known to be missing: then nothing of the mean is unknown. */
    Expected atMost(long count) {
        return mean <= count ? this : new Expected(count, 0);
    }

    /** How likely it is that none comes. */
    double noneAtAll() {
        return CountLaw.of(mean, mean + spread * spread).none();
    }
}
