package io.tillwatch.app.demo;

import io.tillwatch.app.UserError;
import io.tillwatch.simulator.Scenario;
import io.tillwatch.simulator.SimulatorConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the demo is asked to do, validated.
 *
 * @param runFor real time that the world runs; null runs the whole day and stays up
 * @param speed world seconds a real second
 * @param scenario which faults the day has
 * @param chaos {@code duplicates}, {@code shuffle}
 */
record DemoOptions(
        long seed,
        @Nullable Duration runFor,
        double speed,
        Scenario scenario,
        List<String> chaos,
        Path dataDir,
        @Nullable Path report,
        boolean fresh) {
    static final double SPEED_WHEN_WATCHED = 60;
    static final double HIGHEST_SPEED = 240;
    private static final Duration SHORTEST_WORLD = Duration.ofHours(1);
    private static final Set<String> CHAOS = Set.of("duplicates", "shuffle");

    static DemoOptions of(
            long seed,
            @Nullable String runFor,
            @Nullable Double speed,
            String scenario,
            List<String> chaos,
            Path dataDir,
            @Nullable Path report,
            boolean fresh) {
        Duration real = runFor == null ? null : duration(runFor);
        double factor = speed != null ? speed : defaultSpeed(real);
        if (!(factor >= 1 && factor <= 3600)) {
            throw new UserError("--speed " + factor + " is out of range: choose 1 to 3600 world seconds a second");
        }
        chaos.stream().filter(kind -> !CHAOS.contains(kind)).findFirst().ifPresent(kind -> {
            throw new UserError("--chaos " + kind + " is unknown: choose duplicates, shuffle, or both with a comma");
        });
        if (real != null && world(real, factor).compareTo(SHORTEST_WORLD) < 0) {
            throw new UserError("--for " + runFor + " at speed " + factor
                    + " is less than one hour of the world: run longer or faster");
        }
        return new DemoOptions(
                seed,
                real,
                factor,
                scenario(scenario),
                chaos.stream().sorted().distinct().toList(),
                dataDir,
                report,
                fresh);
    }

    private static Scenario scenario(String name) {
        return switch (name) {
            case "day" -> Scenario.DAY;
            case "fault-day" -> Scenario.FAULT_DAY;
            default -> throw new UserError("--scenario " + name + " is unknown: choose day or fault-day");
        };
    }

    private static double defaultSpeed(@Nullable Duration real) {
        return real == null
                ? SPEED_WHEN_WATCHED
                : Math.min(
                        HIGHEST_SPEED,
                        SimulatorConfig.DEMO_DURATION.toMillis() / (double) Math.max(1, real.toMillis()));
    }

    private static Duration world(Duration real, double speed) {
        return Duration.ofMillis((long) (real.toMillis() * speed));
    }

    SimulatorConfig simulator() {
        Duration world = runFor == null ? SimulatorConfig.DEMO_DURATION : world(runFor, speed);
        Duration atMost = world.compareTo(SimulatorConfig.DEMO_DURATION) > 0 ? SimulatorConfig.DEMO_DURATION : world;
        return SimulatorConfig.demo(seed)
                .lasting(atMost)
                .playing(scenario)
                .withChaos(chaos.contains("duplicates"), chaos.contains("shuffle"));
    }

    /** {@code 90s}, {@code 3m}, {@code 1h} or ISO-8601. */
    private static Duration duration(String text) {
        try {
            String iso = text.toUpperCase(Locale.ROOT);
            Duration duration = Duration.parse(iso.startsWith("P") ? iso : "PT" + iso);
            if (duration.isNegative() || duration.isZero()) {
                throw new UserError("--for " + text + " must be more than nothing");
            }
            return duration;
        } catch (DateTimeParseException e) {
            throw new UserError("--for " + text + " is no duration: write 90s, 3m or 1h", e);
        }
    }
}
