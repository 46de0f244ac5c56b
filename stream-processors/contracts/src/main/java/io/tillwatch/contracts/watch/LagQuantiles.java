package io.tillwatch.contracts.watch;

/** Quantiles of one lag clock in milliseconds. */
public record LagQuantiles(long count, double p50Millis, double p95Millis, double p99Millis) {
    public static final LagQuantiles NONE = new LagQuantiles(0, 0, 0, 0);
}
