package io.tillwatch.models.anomaly;

/** What the numbers of a series are; it chooses the law by which a surprise is measured. */
public enum SeriesKind {
    /** Whole numbers of events per bucket, zero or more: Poisson, or negative binomial when overdispersed. */
    COUNT,
    /** Shares, zero or more (a refund share may pass 1): compared on a square-root scale. */
    RATIO,
    /** Any finite number: amounts, latencies, lags. */
    VALUE
}
