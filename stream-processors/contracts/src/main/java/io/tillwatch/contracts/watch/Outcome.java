package io.tillwatch.contracts.watch;

/** What became of an input record: exactly one of these. */
public enum Outcome {
    APPLIED,
    DUPLICATE,
    /** Applied after its window or count had been told: corrected. */
    LATE,
    QUARANTINED,
    /** The contract says that this component does not use it. */
    IGNORED
}
