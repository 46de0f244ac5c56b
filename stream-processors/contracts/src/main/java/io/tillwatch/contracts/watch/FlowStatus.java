package io.tillwatch.contracts.watch;

/** How a flow or consumer group is. */
public enum FlowStatus {
    OK,
    /** Its head-of-line age rises. */
    SLOW,
    /** Work waits and none gets through. */
    STALLED,
    STOPPED,
    /** Its committed offset went back. */
    REWOUND,
    /** Nothing comes where something is expected: lag 0 with a dead producer. */
    SILENT,
    /** Its declared fallback mode is active. */
    DEGRADED_AS_DESIGNED,
    /** Not enough was seen to say. */
    UNKNOWN
}
