package io.tillwatch.app.demo;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.simulator.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a demo's world stands, kept in its data directory so that a stopped demo goes on where it was.
 *
 * @param worldNow world time up to which events were sent
 * @param sent events sent so far
 * @param finished whether the day is over
 */
record SavedWorld(
        long seed,
        Instant worldStart,
        Duration worldDuration,
        @Nullable Scenario scenario,
        List<String> chaos,
        Instant worldNow,
        long sent,
        boolean finished) {
    private static final String FILE = "world.json";

    SavedWorld {
        // A file from before there were scenarios names none.
        scenario = scenario == null ? Scenario.DAY : scenario;
        chaos = List.copyOf(chaos);
    }

    /** Whether a run with these options is the same world. */
    boolean sameWorldAs(SavedWorld other) {
        return seed == other.seed
                && worldStart.equals(other.worldStart)
                && worldDuration.equals(other.worldDuration)
                && scenario == other.scenario
                && chaos.equals(other.chaos);
    }

    SavedWorld at(Instant now, long sentSoFar, boolean done) {
        return new SavedWorld(seed, worldStart, worldDuration, scenario, chaos, now, sentSoFar, done);
    }

    static Optional<SavedWorld> in(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(file.toFile(), SavedWorld.class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Written beside and moved into place, so that a kill leaves the old or the new one, never half of it. */
    void save(Path dataDir) {
        try {
            Files.createDirectories(dataDir);
            Path next = dataDir.resolve(FILE + ".next");
            Files.write(next, Json.bytes(this));
            Files.move(
                    next, dataDir.resolve(FILE), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save the state of the demo in " + dataDir, e);
        }
    }

    /** Clears a directory that a demo made; refuses any other. */
    static void clear(Path dataDir) {
        if (in(dataDir).isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.walk(dataDir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(dataDir)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + dataDir, e);
        }
    }
}
