package io.tillwatch.confidence;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Gamma;

/**
 * A count with a mean and a variance: Poisson, or where the variance is greater the negative binomial with these moments,
 * which is a Poisson count whose rate is known only as a gamma law (Johnson, Kemp, Kotz, Univariate Discrete
 * Distributions, ch. 5).
 */
final class CountLaw {
    private static final double ALMOST = 1e-6;

    private final double mean;
    /** Of the negative binomial; infinite for Poisson. */
    private final double size;

    private CountLaw(double mean, double size) {
        this.mean = mean;
        this.size = size;
    }

    static CountLaw of(double mean, double variance) {
        double extra = variance - mean;
        return new CountLaw(mean, extra <= ALMOST * mean ? Double.POSITIVE_INFINITY : mean * mean / extra);
    }

    /** P(0). */
    double none() {
        return Double.isInfinite(size) ? Math.exp(-mean) : Math.exp(-size * Math.log1p(mean / size));
    }

    /** P(X <= count). */
    double upTo(long count) {
        if (mean <= 0) {
            return 1;
        }
        return Double.isInfinite(size)
                ? Gamma.regularizedGammaQ(count + 1.0, mean)
                : Beta.regularizedBeta(size / (size + mean), size, count + 1.0);
    }

    /** The smallest count that is not exceeded with at least this probability. */
    long quantile(double probability) {
        if (none() >= probability || mean <= 0) {
            return 0;
        }
        long high = 1;
        while (upTo(high) < probability) {
            high *= 2;
        }
        long low = high / 2;
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (upTo(middle) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
