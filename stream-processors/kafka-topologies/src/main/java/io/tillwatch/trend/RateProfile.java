package io.tillwatch.trend;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How often something comes, by hour of the local week, as it was seen; and how likely it is that nothing came for so
 * long. The rate of an hour is known as a gamma law from what was counted in it, so that a quiet is judged by the
 * predictive law and a short past makes no alarm (Gelman et al., Bayesian Data Analysis, 2.6). Counted are moments at
 * which something came and not records: a batch of thousands once an hour comes once an hour. What comes in bursts makes
 * a quiet less surprising: {@link Burstiness}. An hour that was never watched says nothing. A quiet that was itself no
 * chance does not count as pace once it is over. A fixed number of bytes whatever comes. Not thread-safe.
 */
public final class RateProfile {
    private static final double MILLIS_PER_HOUR = 3.6e6;
    private static final Duration FORTNIGHT = Duration.ofDays(14);
    /** The past fades: a rate is that of the last eight times or so that its hour was watched. */
    private static final double MOST_WATCHED = 8;

    private final ZoneId zone;
    private final double outage;
    private final HourShape shape;
    private final double[] came;
    private final double[] records;
    private final double[] watched;
    private final Burstiness burstiness = new Burstiness();
    private @Nullable Instant last;

    /**
     * With weekends apart.
     *
     * @param outage a quiet less likely than this is an outage: nothing is learned from it
     */
    public RateProfile(ZoneId zone, double outage) {
        this(zone, outage, HourShape.WEEKENDS_APART);
    }

    /** @param outage a quiet less likely than this is an outage: nothing is learned from it */
    public RateProfile(ZoneId zone, double outage, HourShape shape) {
        this.zone = zone;
        this.outage = outage;
        this.shape = shape;
        this.came = new double[shape.size()];
        this.records = new double[shape.size()];
        this.watched = new double[shape.size()];
    }

    /** Takes part of a span that lies in one hour. */
    @FunctionalInterface
    private interface Part {
        void take(int hour, double hours);
    }

    /** Something came. Times go forward; one that goes back is passed over. */
    public void arrived(Instant at) {
        arrived(at, 1);
    }

    /** So many records came at that moment. */
    public void arrived(Instant at, long count) {
        Instant before = last;
        if (before != null && !at.isAfter(before)) {
            return;
        }
        last = at;
        if (before != null && chanceOfNothing(before, at) >= outage) {
            split(before, at, this::watch);
            int hour = shape.index(at.atZone(zone));
            came[hour]++;
            records[hour] += count;
            burstiness.came();
        } else {
            burstiness.begin();
        }
    }

    private void watch(int hour, double hours) {
        burstiness.watched(hour, hours, came[hour], watched[hour]);
        watched[hour] += hours;
        if (watched[hour] > MOST_WATCHED) {
            came[hour] *= MOST_WATCHED / watched[hour];
            records[hour] *= MOST_WATCHED / watched[hour];
            watched[hour] = MOST_WATCHED;
        }
    }

    /** Something came at a time that is known to be unlike others: the quiet begins anew, and nothing is learned. */
    public void passed(Instant at) {
        if (last == null || at.isAfter(last)) {
            last = at;
            burstiness.begin();
        }
    }

    /** How likely it is that nothing comes from the last arrival until now; 1 while nothing is known. */
    public double chanceOfNothing(Instant now) {
        Instant since = last;
        return since == null ? 1 : chanceOfNothing(since, now);
    }

    /** How likely it is that nothing comes between two moments; 1 where nothing is known. */
    public double chanceOfNothing(Instant since, Instant now) {
        double[] log = new double[1];
        split(since, now, (hour, hours) -> {
            if (watched[hour] > 0) {
                log[0] += came[hour] * Math.log(watched[hour] / (watched[hour] + hours));
            }
        });
        return Math.exp(log[0] * burstiness.weight());
    }

    /** How many arrivals are to be expected in a span; 0 where nothing is known. */
    public double expected(Instant from, Instant to) {
        return expected(came, from, to);
    }

    /** How many records are to be expected in a span; 0 where nothing is known. */
    public double expectedRecords(Instant from, Instant to) {
        return expected(records, from, to);
    }

    private double expected(double[] counted, Instant from, Instant to) {
        double[] sum = new double[1];
        split(from, to, (hour, hours) -> sum[0] += watched[hour] > 0 ? hours * counted[hour] / watched[hour] : 0);
        return sum[0];
    }

    /** Whether each hour of a span was watched for as long as that; true for an empty span. */
    public boolean knows(Instant from, Instant to, Duration least) {
        double hoursNeeded = least.toMillis() / MILLIS_PER_HOUR;
        boolean[] all = {true};
        split(from, to, (hour, hours) -> all[0] &= watched[hour] >= hoursNeeded);
        return all[0];
    }

    /** Since when nothing has come; null before the first arrival. */
    public @Nullable Instant last() {
        return last;
    }

    public ZoneId zone() {
        return zone;
    }

    /** What was learned, to be kept over a restart; the hour that is going on is learned anew. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate((3 * shape.size() + Burstiness.FLOATS) * Float.BYTES);
        for (int hour = 0; hour < shape.size(); hour++) {
            bytes.putFloat((float) came[hour]).putFloat((float) records[hour]).putFloat((float) watched[hour]);
        }
        burstiness.write(bytes);
        return bytes.array();
    }

    /** Takes up what was kept; bytes of another shape are left alone, and all is learned anew. */
    public RateProfile resume(byte[] kept) {
        if (kept.length == (3 * shape.size() + Burstiness.FLOATS) * Float.BYTES) {
            ByteBuffer bytes = ByteBuffer.wrap(kept);
            for (int hour = 0; hour < shape.size(); hour++) {
                came[hour] = bytes.getFloat();
                records[hour] = bytes.getFloat();
                watched[hour] = bytes.getFloat();
            }
            burstiness.read(bytes);
        }
        return this;
    }

    private void split(Instant from, Instant to, Part each) {
        // A span of years is walked through no further than a fortnight: by then all hours have had their say.
        Instant end = Duration.between(from, to).compareTo(FORTNIGHT) > 0 ? from.plus(FORTNIGHT) : to;
        ZonedDateTime local = from.atZone(zone);
        while (local.toInstant().isBefore(end)) {
            ZonedDateTime next = local.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            Instant until = next.toInstant().isBefore(end) ? next.toInstant() : end;
            each.take(
                    shape.index(local),
                    Duration.between(local.toInstant(), until).toMillis() / MILLIS_PER_HOUR);
            local = until.atZone(zone);
        }
    }
}
