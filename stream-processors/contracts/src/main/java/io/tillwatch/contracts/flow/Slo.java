package io.tillwatch.contracts.flow;

import java.time.Duration;

/**
 * A service level objective: the share of events that make it within a time.
 *
 * @param name such as {@code timeliness}
 * @param target share, 0..1
 * @param within how long an event may take
 */
public record Slo(String name, double target, Duration within) {
    public Slo {
        Flow.requireText(name, "slos.name");
        Flow.check(target > 0 && target < 1, "slos.target must lie between 0 and 1");
        Flow.check(within != null && !within.isNegative() && !within.isZero(), "slos.within must be positive");
    }
}
