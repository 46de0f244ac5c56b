package io.tillwatch.contracts.watch;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;

/**
 * One service level objective of a flow over a window.
 *
 * @param good events inside the objective
 * @param total all events of the window
 * @param target share that was promised, 0..1
 * @param burnRate how many times faster than allowed the error budget burns
 * @param budgetLeft share of the window's error budget that is left; negative when overspent
 * @param periods the same over longer whiles, shortest first
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
        double budgetLeft,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<PeriodAttainment> periods) {
    public SloAttainment {
        periods = periods == null ? List.of() : List.copyOf(periods);
    }
}
