package io.tillwatch.app.bench;

import org.HdrHistogram.Histogram;

/** Milliseconds at quantiles. */
record Latency(double p50, double p95, double p99, double max, long count) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** @param nanos recorded nanoseconds */
    static Latency of(Histogram nanos) {
        return new Latency(
                millis(nanos.getValueAtPercentile(50)),
                millis(nanos.getValueAtPercentile(95)),
                millis(nanos.getValueAtPercentile(99)),
                millis(nanos.getMaxValue()),
                nanos.getTotalCount());
    }

    private static double millis(long nanos) {
        return Figures.round(nanos / NANOS_PER_MILLI, 2);
    }
}
