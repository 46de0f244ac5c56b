package io.tillwatch.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Some of the values that were put last, each under the slot of its hash, where the next one takes its place. What is
 * here is the newest of its key. Not thread-safe.
 */
final class LastPut {
    private static final int SLOTS = 1 << 12;

    private final byte[][] keys = new byte[SLOTS][];
    private final byte[][] values = new byte[SLOTS][];

    void put(byte[] key, long hash, byte[] value) {
        int slot = slot(hash);
        keys[slot] = key;
        values[slot] = value;
    }

    /** The very object that was put; null when it is not here, which says nothing. */
    byte @Nullable [] get(byte[] key, long hash) {
        int slot = slot(hash);
        return keys[slot] != null && Arrays.equals(keys[slot], key) ? values[slot] : null;
    }

    void clear() {
        Arrays.fill(keys, null);
        Arrays.fill(values, null);
    }

    private static int slot(long hash) {
        return (int) hash & (SLOTS - 1);
    }
}
