package io.tillwatch.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * The past of one series and what a new observation looks like against it. Reading never learns, so there is no look-ahead.
 */
public final class Residuals {
    /** The comparisons, in the order of every feature vector. */
    public static final List<String> NAMES =
            List.of("expected", "level", "time-of-day", "hour-of-week", "change", "last-3", "last-12");

    private static final int EXPECTED = 0;
    private static final int LEVEL = 1;
    private static final int DAY = 2;
    private static final int WEEK = 3;
    private static final int CHANGE = 4;
    private static final int[] RUNS = {3, 12};
    private static final int RING = 12;
    private static final double SPREAD_MEMORY = 20;
    /** What lies further out teaches the mean no more than this many deviations. */
    private static final double CLIP = 3;

    /** And the spread no more than this many times itself, so that an episode does not hide its own continuation. */
    private static final double SPREAD_CLIP = 6;

    private static final double ENOUGH = 8;

    private final Law law;
    private final Ewma level;
    private final Season day = new Season(48);
    private final Season week = new Season(168);
    private final Ewma[] spread = new Ewma[NAMES.size()];
    private final double[] xs = new double[RING];
    private final double[] ms = new double[RING];
    private int filled;
    private long lastSecond = Long.MIN_VALUE;
    private final Ewma gap = new Ewma(50);

    /** An empty past; the level forgets half in {@code memory} observations. */
    public Residuals(Law law, double memory) {
        this.law = law;
        this.level = new Ewma(memory);
        for (int i = 0; i < spread.length; i++) {
            spread[i] = new Ewma(memory * SPREAD_MEMORY);
        }
    }

    /** The observation against the past; learns nothing. */
    public Reading read(ZonedDateTime at, double x) {
        double[] z = new double[NAMES.size()];
        double[] means = new double[NAMES.size()];
        Arrays.fill(means, Double.NaN);
        double[] observed = new double[NAMES.size()];
        Arrays.fill(observed, x);
        long epochDay = at.toLocalDate().toEpochDay();
        means[LEVEL] = level.seen() > 0 ? level.mean() : x;
        double[] seen = new double[NAMES.size()];
        seen[LEVEL] = level.seen();
        boolean fresh = afterGap(at);
        if (judges(LEVEL)) {
            z[LEVEL] = law.z(x, means[LEVEL], spread(LEVEL), worth(LEVEL, seen[LEVEL]));
        }
        int d = daySlot(at);
        if (day.speaks(d, epochDay)) {
            means[DAY] = day.mean(d);
            seen[DAY] = day.seen(d);
            z[DAY] = judges(DAY) ? law.z(x, means[DAY], spread(DAY), worth(DAY, seen[DAY])) : 0;
        }
        int w = weekSlot(at);
        if (week.speaks(w, epochDay)) {
            means[WEEK] = week.mean(w);
            seen[WEEK] = week.seen(w);
            z[WEEK] = judges(WEEK) ? law.z(x, means[WEEK], spread(WEEK), worth(WEEK, seen[WEEK])) : 0;
        }
        means[EXPECTED] = blend(means, seen);
        z[EXPECTED] = judges(EXPECTED) ? law.z(x, means[EXPECTED], spread(EXPECTED), worth(EXPECTED, seen[LEVEL])) : 0;
        if (filled > 0 && !fresh) {
            means[CHANGE] = xs[0];
            z[CHANGE] =
                    judges(CHANGE) ? Law.NORMAL.z(scaled(x), scaled(xs[0]), spread(CHANGE), spread[CHANGE].seen()) : 0;
        }
        double sumX = x;
        double sumM = means[EXPECTED];
        int run = 0;
        for (int i = 1; i < RING && i <= filled && !fresh; i++) {
            sumX += xs[i - 1];
            sumM += ms[i - 1];
            if (i + 1 == RUNS[run]) {
                int f = CHANGE + 1 + run;
                means[f] = sumM;
                observed[f] = sumX;
                z[f] = judges(f) ? law.z(sumX, sumM, spread(f), worth(f, level.seen()) / RUNS[run]) : 0;
                run++;
            }
        }
        return new Reading(x, means[EXPECTED], spread(EXPECTED), z, means, observed);
    }

    /** Learns from an observation that was read. */
    public void learn(ZonedDateTime at, Reading reading) {
        boolean fresh = afterGap(at);
        if (fresh) {
            filled = 0;
        }
        double x = reading.x();
        double[] means = reading.means();
        boolean known = level.seen() >= 2;
        double sumX = x;
        double sumM = reading.expected();
        if (known) {
            for (int f = EXPECTED; f <= WEEK; f++) {
                if (!Double.isNaN(means[f])) {
                    learnSpread(f, law.sample(x, means[f]));
                }
            }
            if (filled > 0) {
                double step = scaled(x) - scaled(xs[0]);
                learnSpread(CHANGE, step * step);
            }
            int run = 0;
            for (int i = 1; i < RING && i <= filled; i++) {
                sumX += xs[i - 1];
                sumM += ms[i - 1];
                if (i + 1 == RUNS[run]) {
                    learnSpread(CHANGE + 1 + run, law.sample(sumX, sumM));
                    run++;
                }
            }
        }
        double moderate = known ? moderate(x, reading.expected(), spread(EXPECTED)) : x;
        level.add(moderate);
        long epochDay = at.toLocalDate().toEpochDay();
        day.add(daySlot(at), epochDay, moderate);
        week.add(weekSlot(at), epochDay, moderate);
        System.arraycopy(xs, 0, xs, 1, RING - 1);
        System.arraycopy(ms, 0, ms, 1, RING - 1);
        xs[0] = x;
        ms[0] = reading.expected();
        filled = Math.min(RING, filled + 1);
        if (lastSecond != Long.MIN_VALUE && !fresh) {
            gap.add((double) (at.toEpochSecond() - lastSecond));
        }
        lastSecond = at.toEpochSecond();
    }

    /** How far from the expectation, on the residual scale, an observation of this z lies. */
    public double reach(Reading reading, double z) {
        return law.reach(reading.expected(), reading.spread(), z);
    }

    /** Observations that the level is worth. */
    public double seen() {
        return level.seen();
    }

    private double moderate(double x, double expected, double spread) {
        double up = law.reach(expected, spread, CLIP);
        double down = law.reach(expected, spread, -CLIP);
        return up <= 0 ? x : Math.max(expected + down, Math.min(expected + up, x));
    }

    private void learnSpread(int f, double sample) {
        Ewma s = spread[f];
        boolean begins = s.seen() < ENOUGH && (law != Law.COUNT || f == CHANGE);
        double ceiling = begins ? Double.MAX_VALUE : SPREAD_CLIP * Math.max(spread(f), 1e-18);
        s.add(Math.min(sample, ceiling));
    }

    private double spread(int f) {
        Ewma s = spread[f];
        if (law == Law.COUNT && f != CHANGE) {
            return (s.mean() * s.seen() + 20) / (s.seen() + 20);
        }
        return s.mean();
    }

    /** Whether enough is known of a comparison's spread; that of counts has the Poisson law to begin with. */
    private boolean judges(int f) {
        return spread[f].seen() >= ENOUGH || (law == Law.COUNT && f != CHANGE && level.seen() >= 2);
    }

    private double worth(int f, double meanSeen) {
        return law == Law.COUNT ? meanSeen : Math.min(meanSeen, spread[f].seen());
    }

    /** Weighs the predictors by the square of their precision so far. */
    private double blend(double[] means, double[] seen) {
        double sum = 0;
        double weights = 0;
        for (int f = LEVEL; f <= WEEK; f++) {
            if (seen[f] > 0) {
                double error = spread[f].seen() < 2 ? 1e12 : Math.max(spread[f].mean(), 1e-12);
                double weight = 1 / (error * error);
                sum += weight * means[f];
                weights += weight;
            }
        }
        return weights > 0 ? sum / weights : means[LEVEL];
    }

    private double scaled(double x) {
        return law == Law.COUNT ? 2 * Math.sqrt(x + 0.375) : x;
    }

    private boolean afterGap(ZonedDateTime at) {
        return gap.seen() >= 5 && at.toEpochSecond() - lastSecond > 3.5 * gap.mean();
    }

    private static int daySlot(ZonedDateTime at) {
        return at.getHour() * 2 + at.getMinute() / 30;
    }

    private static int weekSlot(ZonedDateTime at) {
        return (at.getDayOfWeek().getValue() - 1) * 24 + at.getHour();
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        level.write(out);
        day.write(out);
        week.write(out);
        for (Ewma s : spread) {
            s.write(out);
        }
        gap.write(out);
        out.writeLong(lastSecond);
        out.writeByte(filled);
        for (int i = 0; i < filled; i++) {
            out.writeDouble(xs[i]);
            out.writeDouble(ms[i]);
        }
    }

    /** Reads what {@link #write} wrote into a fresh instance. */
    public void read(DataInput in) throws IOException {
        level.read(in);
        day.read(in);
        week.read(in);
        for (Ewma s : spread) {
            s.read(in);
        }
        gap.read(in);
        lastSecond = in.readLong();
        filled = in.readByte();
        for (int i = 0; i < filled; i++) {
            xs[i] = in.readDouble();
            ms[i] = in.readDouble();
        }
    }
}
