package io.tillwatch.contracts.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * A real clock that can be stopped: it begins paused, stands still whenever it is paused, and for good once it has run
 * for a given time. Below a {@link WorldClock} it makes a simulated day begin when everything is up, wait while the
 * machine is behind, and end when it is over. Thread-safe.
 */
public final class PausableClock extends Clock {
    private final Instant origin = Instant.EPOCH.plus(Duration.ofDays(1));
    private final Duration atMost;
    private final LongSupplier nanos;
    /** Total of all pauses up to and with the one at an instant of this clock; the first, of the start, left out. */
    private final NavigableMap<Instant, Duration> pausedUntil = new TreeMap<>();

    private Duration ran = Duration.ZERO;
    private long changedAt;
    private boolean paused = true;
    private boolean begun;

    /** @param atMost how long it runs in all */
    public PausableClock(Duration atMost) {
        this(atMost, System::nanoTime);
    }

    PausableClock(Duration atMost, LongSupplier nanos) {
        this.atMost = atMost;
        this.nanos = nanos;
    }

    /** Runs on; nothing when it runs. */
    public synchronized void resume() {
        if (paused) {
            if (begun) {
                pausedUntil.put(instant(), totalPaused());
            }
            begun = true;
            paused = false;
            changedAt = nanos.getAsLong();
        }
    }

    /** Stands still; nothing when it does. */
    public synchronized void pause() {
        if (!paused) {
            ran = ran();
            paused = true;
            changedAt = nanos.getAsLong();
        }
    }

    public synchronized boolean isPaused() {
        return paused;
    }

    /** Whether it runs now: neither paused nor at its end. */
    public synchronized boolean runs() {
        return !paused && ran().compareTo(atMost) < 0;
    }

    /** For how long it was paused since it first ran. */
    public synchronized Duration totalPaused() {
        Duration before =
                pausedUntil.isEmpty() ? Duration.ZERO : pausedUntil.lastEntry().getValue();
        return paused && begun ? before.plusNanos(nanos.getAsLong() - changedAt) : before;
    }

    /** For how long it was paused in pauses that began at this instant of its or later. */
    public synchronized Duration pausedSince(Instant instant) {
        Map.Entry<Instant, Duration> before = pausedUntil.lowerEntry(instant);
        return before == null ? totalPaused() : totalPaused().minus(before.getValue());
    }

    @Override
    public synchronized Instant instant() {
        return origin.plus(ran());
    }

    private Duration ran() {
        Duration all = paused ? ran : ran.plusNanos(nanos.getAsLong() - changedAt);
        return all.compareTo(atMost) > 0 ? atMost : all;
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
