package io.tillwatch.app.bench;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/** Figures as they are reported. */
final class Figures {
    private Figures() {}

    static double round(double value, int decimals) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue()
                : 0;
    }

    /** The middle one, or half way between the two in the middle. */
    static double median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
