package io.tillwatch.state;

import java.util.Arrays;

/**
 * A chunk with its entries in the order of their keys, those of one key in theirs. RocksDB begins each insert where the
 * last one of its key space ended (see {@code SmallRocksDb.packed}), so neighbours cost a few steps and not a walk
 * through the whole memtable. Stateless.
 */
final class SortedChunk {
    private SortedChunk() {}

    /** Where an entry stands, with its tag, and where its key. */
    private record Entry(int from, int to, int keyFrom, int keyTo) {}

    static byte[] of(byte[] chunk) {
        Entry[] entries = new Entry[Chunk.entries(chunk)];
        int[] count = {0};
        Chunk.forEach(chunk, (from, keyFrom, keyLength, valueFrom, to) -> {
            entries[count[0]++] = new Entry(from, to, keyFrom, keyFrom + keyLength);
        });
        Arrays.sort(
                entries,
                (one, other) -> Arrays.compareUnsigned(
                        chunk, one.keyFrom(), one.keyTo(), chunk, other.keyFrom(), other.keyTo()));
        byte[] sorted = new byte[chunk.length];
        int at = Chunk.HEADER;
        System.arraycopy(chunk, 0, sorted, 0, at);
        for (Entry entry : entries) {
            int length = entry.to() - entry.from();
            System.arraycopy(chunk, entry.from(), sorted, at, length);
            at += length;
        }
        return sorted;
    }
}
