package io.tillwatch.reconciliation.bulk;

import java.util.Arrays;

/** Numbers in a row, without boxes. Not thread-safe. */
final class LongList {
    private long[] values = new long[64];
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    long get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    /** The values in ascending order, each once. */
    long[] sorted() {
        return Arrays.stream(values, 0, size).sorted().distinct().toArray();
    }
}
