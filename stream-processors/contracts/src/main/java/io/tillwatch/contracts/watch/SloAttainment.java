package io.tillwatch.contracts.watch;

import java.time.Instant;

/**
 * One service level objective of a flow over a window.
 *
 * @param good events inside the objective
 * @param total all events of the window
 * @param target share that was promised, 0..1
 * @param burnRate how many times faster than allowed the error budget burns
 * @param budgetLeft share of the window's error budget that is left; negative when overspent
 */
public record SloAttainment(
        String flow,
        String slo,
        Instant windowStart,
        Instant windowEnd,
        long good,
        long total,
        double target,
        double burnRate,
        double budgetLeft) {}
