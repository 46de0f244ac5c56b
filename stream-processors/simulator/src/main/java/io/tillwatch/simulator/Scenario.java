package io.tillwatch.simulator;

/** Which day is played. */
public enum Scenario {
    /** The demo's day with its ten faults. */
    DAY,
    /** A day on which much goes wrong at once; what, when and where depends on the seed. */
    FAULT_DAY
}
