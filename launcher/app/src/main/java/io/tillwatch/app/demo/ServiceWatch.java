package io.tillwatch.app.demo;

import io.tillwatch.app.UserError;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells a service that stopped from one that heals by itself: a machine that stalls makes consumers lose their place in
 * the group, and they take it again. For one thread.
 */
final class ServiceWatch {
    static final Duration HEALS_WITHIN = Duration.ofSeconds(30);

    private final Supplier<List<String>> problems;
    private final LongSupplier nanos;
    private long lastWell;

    /** @param problems what does not work right now */
    ServiceWatch(Supplier<List<String>> problems, LongSupplier nanos) {
        this.problems = problems;
        this.nanos = nanos;
        this.lastWell = nanos.getAsLong();
    }

    /** @throws UserError when something has not worked at any look for longer than it takes to heal */
    void look() {
        List<String> now = problems.get();
        if (now.isEmpty()) {
            lastWell = nanos.getAsLong();
        } else if (nanos.getAsLong() - lastWell > HEALS_WITHIN.toNanos()) {
            throw new UserError("a service stopped: " + now.get(0) + "; the log file has the details");
        }
    }
}
