package io.tillwatch.models.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** Mean per slot of a recurring period. A slot speaks once it was seen on an earlier day than today. */
final class Season {
    private static final double SLOWEST = 0.02;

    private final double[] mean;
    private final int[] seen;
    private final int[] days;
    private final long[] lastDay;

    Season(int slots) {
        mean = new double[slots];
        seen = new int[slots];
        days = new int[slots];
        lastDay = new long[slots];
        Arrays.fill(lastDay, Long.MIN_VALUE);
    }

    boolean speaks(int slot, long day) {
        return days[slot] > (lastDay[slot] == day ? 1 : 0);
    }

    double mean(int slot) {
        return mean[slot];
    }

    double seen(int slot) {
        return Math.min(seen[slot], 1 / SLOWEST);
    }

    void add(int slot, long day, double x) {
        if (lastDay[slot] != day) {
            lastDay[slot] = day;
            days[slot]++;
        }
        seen[slot]++;
        mean[slot] += (x - mean[slot]) * Math.max(1.0 / seen[slot], SLOWEST);
    }

    void write(DataOutput out) throws IOException {
        int used = 0;
        for (int n : seen) {
            used += n > 0 ? 1 : 0;
        }
        out.writeShort(used);
        for (int i = 0; i < seen.length; i++) {
            if (seen[i] > 0) {
                out.writeShort(i);
                out.writeDouble(mean[i]);
                out.writeInt(seen[i]);
                out.writeInt(days[i]);
                out.writeLong(lastDay[i]);
            }
        }
    }

    void read(DataInput in) throws IOException {
        int used = in.readShort();
        for (int k = 0; k < used; k++) {
            int i = in.readShort();
            mean[i] = in.readDouble();
            seen[i] = in.readInt();
            days[i] = in.readInt();
            lastDay[i] = in.readLong();
        }
    }
}
