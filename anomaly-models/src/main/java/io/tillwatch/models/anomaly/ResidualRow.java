package io.tillwatch.models.anomaly;

import java.time.Instant;

/** Residuals of one observation, kept for training. */
// never compared with another; arrays spare a boxed list per observation
@SuppressWarnings("ArrayRecordComponent")
record ResidualRow(Instant at, double[] residuals) {

    /** Absolute residuals on a logarithmic scale: a model need not learn what thirty deviations look like. */
    static double[] scaled(double[] residuals) {
        double[] scaled = new double[residuals.length];
        for (int i = 0; i < residuals.length; i++) {
            scaled[i] = Math.log1p(Math.abs(residuals[i]));
        }
        return scaled;
    }
}
