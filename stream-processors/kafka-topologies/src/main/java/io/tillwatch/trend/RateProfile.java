package io.tillwatch.trend;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How often something comes, by hour of the local day, weekends apart, as it was seen; and how likely it is that nothing
 * came for so long. The rate of an hour is known as a gamma law from what was counted in it, so that a quiet is judged by
 * the predictive law and a short past makes no alarm (Gelman et al., Bayesian Data Analysis, 2.6). Counted are moments at
 * which something came and not records: a batch of thousands once an hour comes once an hour. An hour that was never
 * watched says nothing. A quiet that was itself no chance does not count as pace once it is over. Not thread-safe.
 */
public final class RateProfile {
    private static final int DAY = 24;
    private static final double MILLIS_PER_HOUR = 3.6e6;

    private final ZoneId zone;
    private final double outage;
    private final double[] came = new double[2 * DAY];
    private final double[] watched = new double[2 * DAY];
    private @Nullable Instant last;

    /** @param outage a quiet less likely than this is an outage: nothing is learned from it */
    public RateProfile(ZoneId zone, double outage) {
        this.zone = zone;
        this.outage = outage;
    }

    /** Takes part of a span that lies in one hour. */
    @FunctionalInterface
    private interface Part {
        void take(int hour, double hours);
    }

    /** Something came. Times go forward; one that goes back is passed over. */
    public void arrived(Instant at) {
        Instant before = last;
        if (before != null && !at.isAfter(before)) {
            return;
        }
        last = at;
        if (before != null && chanceOfNothing(at, before) >= outage) {
            split(before, at, (hour, hours) -> watched[hour] += hours);
            came[hour(at.atZone(zone))]++;
        }
    }

    /** How likely it is that nothing comes from the last arrival until now; 1 while nothing is known. */
    public double chanceOfNothing(Instant now) {
        Instant since = last;
        return since == null ? 1 : chanceOfNothing(now, since);
    }

    private double chanceOfNothing(Instant now, Instant since) {
        double[] log = new double[1];
        split(since, now, (hour, hours) -> {
            if (watched[hour] > 0) {
                log[0] += came[hour] * Math.log(watched[hour] / (watched[hour] + hours));
            }
        });
        return Math.exp(log[0]);
    }

    /** How many arrivals are to be expected in a span; 0 where nothing is known. */
    public double expected(Instant from, Instant to) {
        double[] sum = new double[1];
        split(from, to, (hour, hours) -> sum[0] += watched[hour] > 0 ? hours * came[hour] / watched[hour] : 0);
        return sum[0];
    }

    /** Since when nothing has come; null before the first arrival. */
    public @Nullable Instant last() {
        return last;
    }

    private void split(Instant from, Instant to, Part each) {
        // A span of years is walked through no further than a fortnight: by then all hours have had their say.
        Instant end = Duration.between(from, to).toDays() > DAY / 2 ? from.plus(Duration.ofDays(DAY / 2)) : to;
        ZonedDateTime local = from.atZone(zone);
        while (local.toInstant().isBefore(end)) {
            ZonedDateTime next = local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            Instant until = next.toInstant().isBefore(end) ? next.toInstant() : end;
            each.take(hour(local), Duration.between(local.toInstant(), until).toMillis() / MILLIS_PER_HOUR);
            local = until.atZone(zone);
        }
    }

    private static int hour(ZonedDateTime local) {
        boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        return local.getHour() + (weekend ? DAY : 0);
    }
}
