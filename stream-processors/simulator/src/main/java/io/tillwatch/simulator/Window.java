package io.tillwatch.simulator;

import java.time.Duration;
import java.time.Instant;

/** A span of world time; its end is outside. */
record Window(Instant from, Instant to) {
    boolean contains(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(to);
    }

    Duration length() {
        return Duration.between(from, to);
    }

    double minutes() {
        return length().toMillis() / 60_000.0;
    }
}
