package io.tillwatch.confidence;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Hours of the local day, those of Saturday and Sunday apart: 0 to 23 on weekdays, 24 to 47 on weekends. A span is split
 * by the offset that the location has now: on the day of a clock change an hour may be counted to its neighbour.
 */
final class LocalHours {
    static final int COUNT = 48;
    private static final int DAY = 24;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final double NANOS_PER_HOUR = 3.6e12;
    private static final int WEEKDAYS = 5;

    private LocalHours() {}

    /** Takes the part of a span that lies in one hour of the day. */
    @FunctionalInterface
    interface Part {
        void take(int hour, double hours);
    }

    static int of(OffsetDateTime local) {
        boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        return local.getHour() + (weekend ? DAY : 0);
    }

    static int of(Instant at, int offsetSeconds) {
        return of(at.atOffset(ZoneOffset.ofTotalSeconds(offsetSeconds)));
    }

    /** Splits a span; an empty or backward one gives nothing. Whole weeks are not walked through. */
    static void split(Instant from, Instant to, int offsetSeconds, Part each) {
        if (!from.isBefore(to)) {
            return;
        }
        long weeks = Duration.between(from, to).dividedBy(WEEK);
        if (weeks > 0) {
            for (int hour = 0; hour < COUNT; hour++) {
                each.take(hour, (double) weeks * (hour < DAY ? WEEKDAYS : 2));
            }
        }
        OffsetDateTime local = from.plus(WEEK.multipliedBy(weeks)).atOffset(ZoneOffset.ofTotalSeconds(offsetSeconds));
        OffsetDateTime end = to.atOffset(local.getOffset());
        while (local.isBefore(end)) {
            OffsetDateTime next = local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            OffsetDateTime until = next.isBefore(end) ? next : end;
            each.take(of(local), Duration.between(local, until).toNanos() / NANOS_PER_HOUR);
            local = until;
        }
    }
}
