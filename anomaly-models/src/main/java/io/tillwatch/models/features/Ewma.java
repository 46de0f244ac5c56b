package io.tillwatch.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Exponentially weighted mean that is a plain mean as long as little was seen. */
final class Ewma {
    private final double rate;
    private double mean;
    private double seen;

    Ewma(double halfLife) {
        this.rate = 1 - Math.pow(0.5, 1 / halfLife);
    }

    void add(double x) {
        seen = seen * (1 - rate) + 1;
        mean += (x - mean) / seen;
    }

    double mean() {
        return mean;
    }

    /** How many observations the mean is worth. */
    double seen() {
        return seen;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(mean);
        out.writeDouble(seen);
    }

    void read(DataInput in) throws IOException {
        mean = in.readDouble();
        seen = in.readDouble();
    }
}
