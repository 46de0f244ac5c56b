package io.tillwatch.app.demo;

import io.tillwatch.app.assembly.Terminal;
import io.tillwatch.contracts.time.PausableClock;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.simulator.Player;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells how far the day is, and keeps it on disk once a second. Thread-safe for one player. */
final class Progress {
    private static final long EVERY_NANOS = 1_000_000_000L;

    private final SavedWorld world;
    private final Path dataDir;
    private final Terminal terminal;
    private final WorldClock clock;
    private final PausableClock pausable;
    private long lastNanos = System.nanoTime();
    private volatile Player.@Nullable Progress last;

    Progress(SavedWorld world, WorldClock clock, PausableClock pausable, Path dataDir, Terminal terminal) {
        this.world = world;
        this.clock = clock;
        this.pausable = pausable;
        this.dataDir = dataDir;
        this.terminal = terminal;
    }

    void tick(Player.Progress now) {
        last = now;
        if (!now.last() && System.nanoTime() - lastNanos < EVERY_NANOS) {
            return;
        }
        lastNanos = System.nanoTime();
        world.at(now.worldTime(), now.sent(), now.done()).save(dataDir);
        long percent = 100 * now.sent() / Math.max(1, now.total());
        terminal.tick(String.format(
                "  %s UTC  %3d %%  %,d of %,d events%s ",
                hour(now.worldTime()),
                percent,
                now.sent(),
                now.total(),
                pausable.isPaused() ? ", waits for this machine" : ""));
    }

    /** What the player has applied is written; what the clock says may still be on its way when the machine is busy. */
    Instant odooTime() {
        Player.Progress seen = last;
        return seen == null ? world.worldNow() : seen.done() ? clock.instant() : seen.worldTime();
    }

    /** Records that the broker is known to have. */
    long sent() {
        Player.Progress seen = last;
        return seen == null ? world.sent() : seen.sent();
    }

    private static String hour(Instant time) {
        return time.toString().substring(11, 16);
    }

    /** Keeps that the day is over; false when it is not, since somebody asked the process to stop. */
    boolean finished() {
        Player.Progress end = last;
        if (end == null || !end.done()) {
            return false;
        }
        world.at(end.worldTime(), end.sent(), true).save(dataDir);
        return true;
    }
}
