package io.tillwatch.models.features;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * How far an observation lies from its expectation, on a standard-normal scale. Spread is what the law needs beside the
 * mean: a variance for values, the dispersion (variance over mean) for counts.
 */
public enum Law {
    /** Any figure: a residual over its standard deviation, less when that deviation is known from few observations. */
    NORMAL {
        @Override
        double sample(double x, double mean) {
            return (x - mean) * (x - mean);
        }

        @Override
        double z(double x, double mean, double spread, double seen) {
            double floor = 1e-3 * Math.abs(mean) + 1e-9;
            double n = Math.max(seen, 1);
            double t = (x - mean) / Math.sqrt(Math.max(spread, floor * floor) * (1 + 1 / n));
            // the normal deviate about as rare as this Student t with n degrees of freedom
            return clip(Math.signum(t) * Math.sqrt(n * Math.log1p(t * t / n)));
        }

        @Override
        double reach(double mean, double spread, double z) {
            return z * Math.sqrt(spread);
        }
    },
    /**
     * Counts: mid-p of the Poisson law, or of the negative binomial with the same mean and variance {@code spread * mean}
     * when there is more spread than Poisson has; what is not known of the mean after so many observations widens it.
     */
    COUNT {
        @Override
        double sample(double x, double mean) {
            double m = Math.max(mean, SMALLEST_MEAN);
            return (x - m) * (x - m) / m;
        }

        @Override
        double z(double x, double mean, double spread, double seen) {
            double n = Math.max(seen, 1);
            // half an event more than was seen: nothing yet is not never (Jeffreys' prior of a Poisson rate)
            double m = Math.max(mean, SMALLEST_MEAN) + 0.5 / n;
            double dispersion = Math.max(1, spread) * (1 + 1 / n);
            double atLeast = tail(x, m, dispersion);
            double above = tail(x + 1, m, dispersion);
            double upper = (atLeast + above) / 2;
            return upper < 0.5 ? quantileOfTail(upper) : -quantileOfTail(1 - upper);
        }

        @Override
        double reach(double mean, double spread, double z) {
            return z * Math.sqrt(Math.max(1, spread) * Math.max(mean, SMALLEST_MEAN)) + (z > 0 ? z * z / 6 : 0);
        }
    };

    /** Beyond this many standard deviations there is nothing more to say. */
    static final double FAR = 38;

    private static final double SMALLEST_MEAN = 0.02;

    /** One sample of spread. */
    abstract double sample(double x, double mean);

    /** Signed deviation on a standard-normal scale, within {@code +-FAR}; {@code seen} is how many made the mean. */
    abstract double z(double x, double mean, double spread, double seen);

    /** How far above (or below, for a negative z) the mean an observation of that z lies, roughly. */
    abstract double reach(double mean, double spread, double z);

    /** P(X >= x) for a count with this mean and dispersion. */
    static double tail(double x, double mean, double dispersion) {
        double k = Math.ceil(x);
        if (k <= 0) {
            return 1;
        }
        if (dispersion < 1.01) {
            return Gamma.regularizedGammaP(k, mean);
        }
        double size = mean / (dispersion - 1);
        return Beta.regularizedBeta(1 - 1 / dispersion, k, size);
    }

    /** The z above which a standard normal has this probability. */
    static double quantileOfTail(double p) {
        if (p < 1e-300) {
            return FAR;
        }
        if (p < 1e-12) {
            // Abramowitz and Stegun 26.2.23 far out, where erfc's inverse has no digits left
            double t = Math.sqrt(-2 * Math.log(p));
            return clip(t
                    - (2.515517 + 0.802853 * t + 0.010328 * t * t)
                            / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t));
        }
        return clip(Math.sqrt(2) * Erf.erfcInv(2 * p));
    }

    static double clip(double z) {
        return Math.max(-FAR, Math.min(FAR, z));
    }
}
