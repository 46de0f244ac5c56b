package io.tillwatch.app.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A real clock that stands still until it is released, and again once it has run for a given time: the simulated day
 * neither begins before the services are up nor goes on after its end. Thread-safe.
 */
final class HeldClock extends Clock {
    private final Instant origin = Instant.EPOCH.plus(Duration.ofDays(1));
    private final Duration atMost;
    private final AtomicReference<Long> releasedNanos = new AtomicReference<>();

    HeldClock(Duration atMost) {
        this.atMost = atMost;
    }

    void release() {
        releasedNanos.compareAndSet(null, System.nanoTime());
    }

    @Override
    public Instant instant() {
        Long released = releasedNanos.get();
        if (released == null) {
            return origin;
        }
        Duration ran = Duration.ofNanos(System.nanoTime() - released);
        return origin.plus(ran.compareTo(atMost) > 0 ? atMost : ran);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants have no zone");
    }
}
