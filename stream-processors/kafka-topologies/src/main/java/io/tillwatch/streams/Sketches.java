package io.tillwatch.streams;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import io.tillwatch.contracts.watch.LagQuantiles;

/** Quantile sketches that merge: relative error 1 %, bounded size. */
public final class Sketches {
    private static final double RELATIVE_ERROR = 0.01;
    private static final int MAX_BINS = 1024;

    private Sketches() {}

    public static DDSketch create() {
        return DDSketches.collapsingLowestDense(RELATIVE_ERROR, MAX_BINS);
    }

    /** The usual quantiles of milliseconds; {@link LagQuantiles#NONE} of an empty sketch. */
    public static LagQuantiles quantiles(DDSketch sketch) {
        if (sketch.isEmpty()) {
            return LagQuantiles.NONE;
        }
        double[] values = sketch.getValuesAtQuantiles(new double[] {0.5, 0.95, 0.99});
        return new LagQuantiles((long) sketch.getCount(), values[0], values[1], values[2]);
    }
}
