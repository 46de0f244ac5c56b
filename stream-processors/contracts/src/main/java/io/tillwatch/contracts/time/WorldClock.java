package io.tillwatch.contracts.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that runs {@code speed} times as fast as the clock below it, from a chosen start. In production it is the
 * system clock (speed 1); the demo's day passes in minutes. Immutable, thread-safe.
 */
public final class WorldClock extends Clock {
    private static final double MILLIS_A_SECOND = 1e3;
    private static final double NANOS_A_MILLI = 1e6;

    private final Clock base;
    private final Instant baseStart;
    private final Instant worldStart;
    private final double speed;
    private final ZoneId zone;

    private WorldClock(Clock base, Instant baseStart, Instant worldStart, double speed, ZoneId zone) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be positive, was " + speed);
        }
        this.base = base;
        this.baseStart = baseStart;
        this.worldStart = worldStart;
        this.speed = speed;
        this.zone = zone;
    }

    public static WorldClock system() {
        Clock utc = Clock.systemUTC();
        Instant now = utc.instant();
        return new WorldClock(utc, now, now, 1.0, ZoneOffset.UTC);
    }

    /** Starts now at {@code worldStart} and runs {@code speed} world seconds a second. */
    public static WorldClock startingAt(Instant worldStart, double speed) {
        return startingAt(worldStart, speed, Clock.systemUTC());
    }

    public static WorldClock startingAt(Instant worldStart, double speed, Clock base) {
        return new WorldClock(base, base.instant(), worldStart, speed, ZoneOffset.UTC);
    }

    /** World seconds a real second. */
    public double speed() {
        return speed;
    }

    /** The same at this moment: 0 while the clock below stands still. */
    public double speedNow() {
        return base instanceof PausableClock pausable && !pausable.runs() ? 0 : speed;
    }

    /** How long a span of world time lasts in real time: what our own machinery is measured in. */
    public Duration toReal(Duration world) {
        return Duration.ofNanos((long) (world.toNanos() / speed));
    }

    public Duration toWorld(Duration real) {
        return Duration.ofNanos((long) (real.toNanos() * speed));
    }

    /**
     * Real milliseconds from one moment of the world to another, pauses of the clock below included; negative when it is
     * the later one.
     *
     * @param now what this clock said just now
     */
    public double realMillis(Instant from, Instant now) {
        Duration world = Duration.between(from, now);
        double ran = (world.getSeconds() * MILLIS_A_SECOND + world.getNano() / NANOS_A_MILLI) / speed;
        if (ran < 0 || !(base instanceof PausableClock pausable)) {
            return ran;
        }
        Instant then = pausable.instant().minusNanos((long) (ran * NANOS_A_MILLI));
        return ran + pausable.pausedSince(then).toNanos() / NANOS_A_MILLI;
    }

    @Override
    public Instant instant() {
        Duration elapsed = Duration.between(baseStart, base.instant());
        return speed == 1.0 ? worldStart.plus(elapsed) : worldStart.plus(toWorld(elapsed));
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public WorldClock withZone(ZoneId newZone) {
        return new WorldClock(base, baseStart, worldStart, speed, newZone);
    }
}
