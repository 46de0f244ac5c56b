package io.tillwatch.console.live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A few flags for each position key in 9 bytes a slot, so that a million positions are counted in some 20 MB. Keys are
 * told apart by 64 hash bits: two of a million keys fall together once in 37 million installations. Not thread-safe.
 */
final class PositionTable {
    private static final int FIRST_SIZE = 1 << 12;
    private static final byte EMPTY = -1;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] hashes = new long[FIRST_SIZE];
    private byte[] flags = emptyFlags(FIRST_SIZE);
    private int size;

    /** Sets the flags (0..127) of a key and gives those that stood before; -1 when the key is new. */
    int put(String key, int newFlags) {
        if (size * 2 >= hashes.length) {
            grow();
        }
        long hash = hash(key);
        int slot = slot(hashes, flags, hash);
        int before = flags[slot];
        if (before == EMPTY) {
            hashes[slot] = hash;
            size++;
        }
        flags[slot] = (byte) newFlags;
        return before;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] wider = new long[hashes.length * 2];
        byte[] widerFlags = emptyFlags(wider.length);
        for (int i = 0; i < hashes.length; i++) {
            if (flags[i] != EMPTY) {
                int slot = slot(wider, widerFlags, hashes[i]);
                wider[slot] = hashes[i];
                widerFlags[slot] = flags[i];
            }
        }
        hashes = wider;
        flags = widerFlags;
    }

    private static int slot(long[] hashes, byte[] flags, long hash) {
        int mask = hashes.length - 1;
        int slot = (int) (hash ^ (hash >>> 32)) & mask;
        while (flags[slot] != EMPTY && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static byte[] emptyFlags(int length) {
        byte[] empty = new byte[length];
        Arrays.fill(empty, EMPTY);
        return empty;
    }

    /** FNV-1a, then the finalizer of SplitMix64: FNV alone leaves the low bits of short keys alike. */
    private static long hash(String key) {
        long hash = FNV_OFFSET;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
