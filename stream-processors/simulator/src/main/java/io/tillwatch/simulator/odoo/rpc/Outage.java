package io.tillwatch.simulator.odoo.rpc;

/** What is wrong with the server now. Thread-safe. */
public final class Outage {
    private volatile boolean databaseDown;
    private volatile boolean throttled;

    /** PostgreSQL is stopped while Odoo runs. */
    public void databaseDown(boolean down) {
        this.databaseDown = down;
    }

    /** The proxy before the server answers 429. */
    public void throttled(boolean on) {
        this.throttled = on;
    }

    boolean databaseDown() {
        return databaseDown;
    }

    boolean throttled() {
        return throttled;
    }
}
