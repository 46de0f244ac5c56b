package io.tillwatch.app.assembly;

/** What a process can do; a large installation runs each in processes of its own. */
public enum Role {
    INVENTORY,
    HEALTH,
    DETECTION,
    RECONCILIATION,
    ALERTING,
    INDEX,
    CONSOLE
}
