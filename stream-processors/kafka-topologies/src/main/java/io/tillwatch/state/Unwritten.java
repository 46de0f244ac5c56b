package io.tillwatch.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by key until their chunk is written. Keys come with their {@link SeenKeys#hash}, which the filter needs of them
 * anyway: {@code Bytes} in a map are hashed once more at each touch, and numbers at their end fall into few of its bins.
 * Linear probing; nothing is taken out but all. Not thread-safe.
 */
final class Unwritten {
    private static final int FIRST_SIZE = 1 << 12;

    private long[] hashes = new long[FIRST_SIZE];
    private byte[][] keys = new byte[FIRST_SIZE][];
    private byte[][] values = new byte[FIRST_SIZE][];
    private int entries;

    void put(byte[] key, long hash, byte[] value) {
        if (entries * 2 >= keys.length) {
            grow();
        }
        int at = find(key, hash);
        if (keys[at] == null) {
            keys[at] = key;
            hashes[at] = hash;
            entries++;
        }
        values[at] = value;
    }

    /** The very object that was put last; null when none was. */
    byte @Nullable [] get(byte[] key, long hash) {
        return entries == 0 ? null : values[find(key, hash)];
    }

    void clear() {
        if (entries > 0) {
            Arrays.fill(keys, null);
            Arrays.fill(values, null);
            entries = 0;
        }
    }

    /** Where the key stands, or may be put. */
    private int find(byte[] key, long hash) {
        int last = keys.length - 1;
        int at = (int) hash & last;
        while (keys[at] != null && !(hashes[at] == hash && Arrays.equals(keys[at], key))) {
            at = (at + 1) & last;
        }
        return at;
    }

    private void grow() {
        long[] oldHashes = hashes;
        byte[][] oldKeys = keys;
        byte[][] oldValues = values;
        hashes = new long[oldKeys.length * 2];
        keys = new byte[oldKeys.length * 2][];
        values = new byte[oldKeys.length * 2][];
        entries = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                put(oldKeys[i], oldHashes[i], oldValues[i]);
            }
        }
    }
}
