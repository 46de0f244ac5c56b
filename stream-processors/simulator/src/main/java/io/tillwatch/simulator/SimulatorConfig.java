package io.tillwatch.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * All that a world depends on. Equal configurations give equal bytes.
 *
 * @param worldDuration at least an hour; fault times scale with it
 * @param duplicates re-send a fifth of the records, identical, at random later times
 * @param shuffle delay each record by up to ten world minutes, so that order breaks even within a key
 * @param faults plant the faults of the manifest
 * @param scale factor on demand and assortment; 1 is the demo
 * @param scenario which faults those are
 */
public record SimulatorConfig(
        long seed,
        Instant worldStart,
        Duration worldDuration,
        boolean duplicates,
        boolean shuffle,
        boolean faults,
        double scale,
        Scenario scenario) {
    /** A Tuesday morning on which both time zones of the retailer are on winter time. */
    public static final Instant DEMO_START = Instant.parse("2026-03-10T08:00:00Z");

    public static final Duration DEMO_DURATION = Duration.ofHours(12);

    public SimulatorConfig {
        if (worldDuration.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("simulator.worldDuration must be at least PT1H, was " + worldDuration);
        }
        if (!(scale > 0 && scale <= 20)) {
            throw new IllegalArgumentException("simulator.scale must lie above 0 and not above 20, was " + scale);
        }
    }

    /** The demo's day with its faults and without chaos. */
    public static SimulatorConfig demo(long seed) {
        return new SimulatorConfig(seed, DEMO_START, DEMO_DURATION, false, false, true, 1.0, Scenario.DAY);
    }

    public SimulatorConfig lasting(Duration duration) {
        return new SimulatorConfig(seed, worldStart, duration, duplicates, shuffle, faults, scale, scenario);
    }

    public SimulatorConfig withChaos(boolean duplicated, boolean shuffled) {
        return new SimulatorConfig(seed, worldStart, worldDuration, duplicated, shuffled, faults, scale, scenario);
    }

    public SimulatorConfig withFaults(boolean planted) {
        return new SimulatorConfig(seed, worldStart, worldDuration, duplicates, shuffle, planted, scale, scenario);
    }

    public SimulatorConfig scaled(double factor) {
        return new SimulatorConfig(seed, worldStart, worldDuration, duplicates, shuffle, faults, factor, scenario);
    }

    public SimulatorConfig playing(Scenario other) {
        return new SimulatorConfig(seed, worldStart, worldDuration, duplicates, shuffle, faults, scale, other);
    }

    public Instant worldEnd() {
        return worldStart.plus(worldDuration);
    }

    /** The moment at a share (0..1) of the world's duration. */
    Instant at(double share) {
        return worldStart.plusMillis((long) (worldDuration.toMillis() * share));
    }
}
