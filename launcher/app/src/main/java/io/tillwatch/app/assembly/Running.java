package io.tillwatch.app.assembly;

import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.Assembly.Wave;
import io.tillwatch.streams.TopologyRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The services that run: each is closed in its wave, and asked whether it works. Thread-safe. */
final class Running {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    private final Assembly assembly;
    private final List<Supplier<@Nullable String>> problems = new ArrayList<>();

    /** Something that is waited for. */
    interface Wait {
        boolean reached(Duration atMost) throws InterruptedException;
    }

    Running(Assembly assembly) {
        this.assembly = assembly;
    }

    /** Keeps a part that has nothing to say of itself. */
    <T extends AutoCloseable> T keep(Wave wave, String name, T part) {
        return assembly.keep(wave, name, part);
    }

    /** @param problem why the part does not work right now, in one line; null when it does */
    <T extends AutoCloseable> T keep(Wave wave, String name, T part, Supplier<@Nullable String> problem) {
        watch(problem);
        return keep(wave, name, part);
    }

    /** Keeps a topology and waits until it runs. */
    void topology(String name, TopologyRuntime runtime) {
        keep(Wave.SERVICES, name, runtime, runtime::problem);
        await(name, runtime::awaitRunning);
    }

    void watch(Supplier<@Nullable String> problem) {
        synchronized (problems) {
            problems.add(problem);
        }
    }

    /** @throws UserError when it does not start in time */
    void await(String name, Wait wait) {
        try {
            if (!wait.reached(READY_WITHIN)) {
                throw new UserError(name + " did not start within " + READY_WITHIN.toSeconds()
                        + " s: look into the log file for the reason");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped while starting " + name, e);
        }
    }

    /** Why something does not work right now; empty when all is well. */
    List<String> problems() {
        synchronized (problems) {
            return problems.stream().map(Supplier::get).filter(Objects::nonNull).toList();
        }
    }
}
