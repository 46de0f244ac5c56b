package io.tillwatch.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How long something has waited for Odoo, without the time in which Odoo could not be read: while it is down nothing can
 * be imported or posted, and nothing that happens to be due then is anybody's mistake. Not thread-safe.
 */
final class Ageing {
    private final NavigableMap<Instant, Instant> pauses = new TreeMap<>();

    /** Odoo could not be read from one moment to another. */
    void paused(Instant from, Instant to) {
        if (from.isBefore(to)) {
            pauses.merge(from, to, (some, other) -> some.isAfter(other) ? some : other);
        }
    }

    /** Whether more than this time has passed since, as Odoo's clock counts it. */
    boolean isOver(Instant since, Duration within, Instant asOf) {
        return Duration.between(since, asOf).minus(pausedWithin(since, asOf)).compareTo(within) > 0;
    }

    private Duration pausedWithin(Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        Instant counted = from;
        for (Map.Entry<Instant, Instant> pause : pauses.headMap(to, false).entrySet()) {
            Instant begins = pause.getKey().isAfter(counted) ? pause.getKey() : counted;
            Instant ends = pause.getValue().isBefore(to) ? pause.getValue() : to;
            if (begins.isBefore(ends)) {
                sum = sum.plus(Duration.between(begins, ends));
                counted = ends;
            }
        }
        return sum;
    }
}
