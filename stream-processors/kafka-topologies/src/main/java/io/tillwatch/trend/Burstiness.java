package io.tillwatch.trend;

import java.nio.ByteBuffer;

/**
 * How much more the counts of hours vary than those of chance would: a warehouse that books a hundred counts in ten
 * minutes is quiet for the rest of the day, and that is no surprise. The variance over the mean is taken from each full
 * hour against what was known before it, which for chance is 1 (Pearson's statistic); a count with that variance is a
 * negative binomial one, and nothing comes with a chance of {@code v^(-m / (v - 1))} instead of {@code e^-m} (Johnson,
 * Kemp, Kotz, Univariate Discrete Distributions, ch. 5). Not thread-safe.
 */
final class Burstiness {
    static final int FLOATS = 2;

    private static final double LEAST_KNOWN = 1.9;
    private static final double LEAST_HOURS = 24;
    /** One strange hour among many is no habit. */
    private static final double MOST_OF_AN_HOUR = 100;

    private static final double ALMOST_FULL = 0.9;
    private static final double FULL = 1.001;
    private static final double PRIOR = 0.5;

    private double sum;
    private double hours;

    private int hour = -1;
    private double seen;
    private double length;
    private double mean;
    private double known;

    /** The hour that goes on counts no more: it was not watched as a whole. */
    void begin() {
        hour = -1;
    }

    void came() {
        seen++;
    }

    /**
     * Part of an hour went by.
     *
     * @param came arrivals in that hour of the week until now
     * @param watched for how many hours it was watched until now
     */
    void watched(int next, double span, double came, double watched) {
        if (next != hour) {
            close();
            hour = next;
            seen = 0;
            length = 0;
            known = watched;
            mean = (came + PRIOR) / (watched + PRIOR);
        }
        length += span;
    }

    private void close() {
        if (hour >= 0
                && length >= ALMOST_FULL
                && length <= FULL
                && known >= LEAST_KNOWN
                && (seen > 0 || mean > PRIOR)) {
            double expected = mean * length;
            double off = seen - expected;
            sum += Math.min(MOST_OF_AN_HOUR, off * off / (expected * (1 + length / known)));
            hours++;
        }
    }

    /** By what an expected count is to be multiplied for its chance of nothing: 1 for chance, less for bursts. */
    double weight() {
        double variance = hours < LEAST_HOURS ? 1 : sum / hours;
        return variance <= 1.001 ? 1 : Math.log(variance) / (variance - 1);
    }

    void write(ByteBuffer bytes) {
        bytes.putFloat((float) sum).putFloat((float) hours);
    }

    void read(ByteBuffer bytes) {
        sum = bytes.getFloat();
        hours = bytes.getFloat();
    }
}
