package io.tillwatch.contracts.watch;

/** What kinds of trouble there are; each has a runbook {@code docs/runbooks/<kind>.md}. */
public enum IncidentKind {
    OVERSELL,
    STOCK_DRIFT,
    COUNT_VARIANCE,
    TRANSFER_DISCREPANCY,
    SOURCE_SILENT,
    SOURCE_OFFLINE,
    FLOW_LATE,
    FLOW_STALLED,
    SLO_BURN,
    API_THROTTLED,
    WEBHOOK_FAILING,
    DUPLICATE_STORM,
    CLOCK_SKEW,
    ORDER_STUCK,
    REFUND_FAILING,
    PAYMENT_FAILING,
    RECONCILIATION_BREAKS,
    SESSION_STUCK,
    LATE_POSTING,
    CONTRACT_DRIFT,
    QUARANTINE_SPIKE,
    EXCEPTION_NEW,
    TRANSACTION_ANOMALY,
    /** Unexplained by the calendar. */
    DEMAND_SURGE,
    CAPACITY_RISK,
    CREDENTIAL_EXPIRY,
    MODEL_DRIFT,
    /** Tillwatch itself. */
    PIPELINE_DEGRADED;

    /** File name of its runbook, without directory. */
    public String runbook() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".md";
    }
}
