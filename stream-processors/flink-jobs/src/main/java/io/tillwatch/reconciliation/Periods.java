package io.tillwatch.reconciliation;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a posting stands in another period than its sale. Odoo dates postings in the zone of whoever posts, and a day
 * that was posted overnight belongs where it was posted: some days around the turn of a month are none.
 */
final class Periods {
    private final Rules rules;

    Periods(Rules rules) {
        this.rules = rules;
    }

    LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, rules.zone());
    }

    boolean isWrong(Instant soldAt, @Nullable LocalDate posted) {
        return posted != null && Agreement.otherPeriod(day(soldAt), posted, rules);
    }
}
