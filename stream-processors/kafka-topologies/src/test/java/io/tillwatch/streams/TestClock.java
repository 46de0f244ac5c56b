package io.tillwatch.streams;

import io.tillwatch.contracts.time.WorldClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that moves when it is told to. One thread. */
public final class TestClock extends Clock {
    private Instant now;

    public TestClock(Instant start) {
        now = start;
    }

    /** The world's clock on top of this one, at the same speed. */
    public WorldClock world() {
        return WorldClock.startingAt(now, 1.0, this);
    }

    public void advance(Duration span) {
        now = now.plus(span);
    }

    public void set(Instant moment) {
        now = moment;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
