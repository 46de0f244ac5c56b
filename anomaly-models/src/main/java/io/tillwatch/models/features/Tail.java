package io.tillwatch.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The upper tail of a series' own surprises: how often was it at least that large. Counts on logarithmic bins, slowly
 * forgotten; beyond the 3 % largest a Pareto tail is fitted (Hill's estimator on the bins), so that "never seen" still has
 * an order of rarity.
 */
public final class Tail {
    private static final int BINS = 160;
    private static final double LOWEST = 0.05;
    private static final double STEP = Math.log(2 * Law.FAR / LOWEST) / (BINS - 1);
    private static final double TAIL_SHARE = 0.03;
    private static final double FORGETS_AT = 20_000;

    private final double[] counts = new double[BINS];
    private double total;

    /** Learns one surprise, zero or more. */
    public void add(double surprise) {
        counts[bin(surprise)]++;
        total++;
        if (total > FORGETS_AT) {
            for (int i = 0; i < BINS; i++) {
                counts[i] /= 2;
            }
            total /= 2;
        }
    }

    /** How many surprises it was learned from. */
    public double seen() {
        return total;
    }

    /** -log10 of the share of surprises at least this large; 0 while nothing was learned. */
    public double rarity(double surprise) {
        if (total < 1) {
            return 0;
        }
        double above = 0;
        int i = BINS - 1;
        int own = bin(surprise);
        double tailMass = TAIL_SHARE * total;
        double cumulative = 0;
        int threshold = BINS - 1;
        for (; i >= 0; i--) {
            if (i > own) {
                above += counts[i];
            }
            if (cumulative < tailMass) {
                cumulative += counts[i];
                threshold = i;
            } else if (i <= own) {
                break;
            }
        }
        double empirical = (above + counts[own] / 2 + 0.5) / (total + 1);
        if (own <= threshold || cumulative < 3) {
            return -Math.log10(Math.min(1, empirical));
        }
        double logSum = 0;
        for (int k = threshold; k < BINS; k++) {
            logSum += counts[k] * (k - threshold + 0.5) * STEP;
        }
        // three pseudo-exceedances of a moderate tail keep a handful of near-equal maxima from looking like a wall
        double hill = (logSum + 3 * 0.25) / (cumulative + 3);
        double u = Math.log(LOWEST) + threshold * STEP;
        double excess = Math.log(Math.max(surprise, LOWEST)) - u;
        double fitted = cumulative / total * Math.exp(-excess / hill);
        double share = (above + counts[own]) >= 5 ? empirical : Math.min(empirical, fitted);
        return -Math.log10(Math.min(1, share));
    }

    private static int bin(double surprise) {
        if (surprise <= LOWEST) {
            return 0;
        }
        return Math.min(BINS - 1, (int) (Math.log(surprise / LOWEST) / STEP));
    }

    /** Writes the state. */
    public void write(DataOutput out) throws IOException {
        out.writeDouble(total);
        int used = 0;
        for (double c : counts) {
            used += c > 0 ? 1 : 0;
        }
        out.writeShort(used);
        for (int i = 0; i < BINS; i++) {
            if (counts[i] > 0) {
                out.writeShort(i);
                out.writeDouble(counts[i]);
            }
        }
    }

    /** Reads what {@link #write} wrote into a fresh instance. */
    public void read(DataInput in) throws IOException {
        total = in.readDouble();
        int used = in.readShort();
        for (int k = 0; k < used; k++) {
            int i = in.readShort();
            counts[i] = in.readDouble();
        }
    }
}
