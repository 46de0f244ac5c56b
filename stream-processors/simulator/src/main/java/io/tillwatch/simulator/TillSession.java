package io.tillwatch.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A shift at one till. */
final class TillSession {
    private final Store store;
    private final String till;
    private final String id;
    private final int shift;
    private final Instant opens;
    private final Instant closes;
    private final List<Ticket> tickets = new ArrayList<>();
    private @Nullable Draft closed;

    TillSession(Store store, String till, Day.Shift shift) {
        this.store = store;
        this.till = till;
        this.id = store.id() + "/" + till + "/" + shift.date() + "/" + shift.number();
        this.shift = shift.number();
        this.opens = shift.opens();
        this.closes = shift.closes();
    }

    Store store() {
        return store;
    }

    String till() {
        return till;
    }

    /** Such as {@code store-001/till-01/2026-03-10/1}. */
    String id() {
        return id;
    }

    int shift() {
        return shift;
    }

    Instant opens() {
        return opens;
    }

    Instant closes() {
        return closes;
    }

    /** By time once the floor has rung them. */
    List<Ticket> tickets() {
        return tickets;
    }

    @Nullable
    Draft closed() {
        return closed;
    }

    void closedBy(Draft event) {
        this.closed = event;
    }
}
