package io.tillwatch.app.demo;

import io.tillwatch.contracts.time.PausableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Lets the simulated world wait while this machine is behind it. A day in minutes asks more of a slow machine than a
 * real day ever does, and what comes half an hour of its time late tells nothing of the product. For one thread.
 */
final class Pace {
    static final Duration WAIT_WHEN_BEHIND = Duration.ofMillis(2_500);
    static final Duration GO_ON_WHEN_BEHIND = Duration.ofMillis(1_500);
    /** Without any progress for so long, waiting heals nothing. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PausableClock clock;
    private final LongSupplier sent;
    private final LongSupplier taken;
    private final LongSupplier nanos;
    private final Deque<Sent> notTaken = new ArrayDeque<>();
    private long lastTaken = -1;
    private long progressAt;
    private boolean hopeless;

    private record Sent(long atNanos, long records) {}

    /**
     * @param sent records that the world has sent so far
     * @param taken of these, those that have had their effect
     */
    Pace(PausableClock clock, LongSupplier sent, LongSupplier taken, LongSupplier nanos) {
        this.clock = clock;
        this.sent = sent;
        this.taken = taken;
        this.nanos = nanos;
        this.progressAt = nanos.getAsLong();
    }

    /** Stops the world's clock or lets it go on, as the machine can. To be called a few times a second. */
    void look() {
        long now = nanos.getAsLong();
        long behind = behind(now);
        if (now - progressAt > PATIENCE.toNanos()) {
            hopeless = true;
        }
        if (hopeless || behind < GO_ON_WHEN_BEHIND.toNanos()) {
            clock.resume();
        } else if (behind > WAIT_WHEN_BEHIND.toNanos()) {
            clock.pause();
        }
    }

    /** The age of the oldest record that has had no effect yet, to the look. */
    private long behind(long now) {
        long done = taken.getAsLong();
        notTaken.add(new Sent(now, sent.getAsLong()));
        while (!notTaken.isEmpty() && notTaken.element().records() <= done) {
            notTaken.remove();
        }
        if (done != lastTaken || notTaken.isEmpty()) {
            lastTaken = done;
            progressAt = now;
            hopeless = false;
        }
        return notTaken.isEmpty() ? 0 : now - notTaken.element().atNanos();
    }
}
