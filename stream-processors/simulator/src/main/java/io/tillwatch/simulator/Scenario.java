package io.tillwatch.simulator;

/** Which day is played. */
public enum Scenario {
    /** The demo's day with its ten faults. */
    DAY,
    /** A day on which much goes wrong at once; what, when and where depends on the seed. */
    FAULT_DAY,
    /** The last whole day is one on which flows are late by design, and some of them dead; its hours are fixed. */
    FLOW_DAY
}
