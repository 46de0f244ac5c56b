package io.tillwatch.contracts.watch;

/** Elasticsearch indices (or aliases) that the product writes and that consoles and dashboards read. */
public final class IndexNames {
    public static final String INCIDENTS = "tillwatch-incidents";
    public static final String SIGNALS = "tillwatch-signals";
    public static final String SUPPRESSIONS = "tillwatch-suppressions";
    public static final String POSITIONS = "tillwatch-positions";
    public static final String CASES = "tillwatch-cases";
    public static final String FLOW_HEALTH = "tillwatch-flow-health";
    public static final String QUARANTINE = "tillwatch-quarantine";
    public static final String AUDIT = "tillwatch-audit";

    private IndexNames() {}
}
