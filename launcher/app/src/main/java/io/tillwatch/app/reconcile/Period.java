package io.tillwatch.app.reconcile;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.time.WorldClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What to tell of.
 *
 * @param from null from the beginning
 * @param to exclusive; null to the end
 */
record Period(@Nullable Instant from, @Nullable Instant to) {
    static Period of(@Nullable String from, @Nullable String to, ZoneId zone) {
        Period period = new Period(day("--from", from, zone), day("--to", to, zone));
        if (period.from != null && period.to != null && !period.from.isBefore(period.to)) {
            throw new UserError("--from " + from + " is not before --to " + to);
        }
        return period;
    }

    /** Null when nothing is said. */
    static @Nullable Instant moment(@Nullable String asOf) {
        try {
            return asOf == null
                    ? null
                    : asOf.equals("now") ? WorldClock.system().instant() : Instant.parse(asOf);
        } catch (DateTimeException e) {
            throw new UserError("--as-of " + asOf + " is no time such as 2026-03-31T22:00:00Z", e);
        }
    }

    private static @Nullable Instant day(String option, @Nullable String text, ZoneId zone) {
        try {
            return text == null
                    ? null
                    : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException e) {
            throw new UserError(option + " " + text + " is no day such as 2026-03-01", e);
        }
    }
}
