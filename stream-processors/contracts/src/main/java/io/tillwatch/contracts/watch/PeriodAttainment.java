package io.tillwatch.contracts.watch;

import java.time.Instant;

/**
 * How an objective was kept over a while.
 *
 * @param from the beginning of the first business day of the period; it ends now
 * @param good events inside the objective
 * @param total all events of the period; 0 when there were none
 * @param budgetLeft share of the period's error budget that is left; negative when overspent, 1 while nothing came
 */
public record PeriodAttainment(Period period, Instant from, long good, long total, double budgetLeft) {

    /** How long, in business days; today so far is one of them. */
    public enum Period {
        DAY(1),
        WEEK(7),
        MONTH(30);

        private final int days;

        Period(int days) {
            this.days = days;
        }

        public int days() {
            return days;
        }
    }
}
