package io.tillwatch.state;

import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The state of one task. Writes gather in a chunk; a full chunk, and at each commit what there is, goes to RocksDB and
 * to the changelog as one piece. One thread writes; any thread may read through {@link PackedReader}.
 */
public final class PackedState implements PackedReader, AutoCloseable {
    private static final int FULL = 192 * 1024;
    private static final long SPARED_ENTRIES = 200_000;
    /** Told apart by identity from a value without bytes. */
    private static final byte[] DELETED = {};

    private final KeySpaces spaces;
    private final Changelog changelog;
    private final PackedDatabase database;
    private final ChunkWriter writer;
    private final Chunk chunk = new Chunk();
    /** What is in the chunk and must be readable before it is written. */
    private Unwritten unwritten = new Unwritten();
    /** The same of the chunk that is on its way to the files. */
    private Unwritten handedOver = new Unwritten();
    /** What is read again soon need not come from the files, where most of a look goes into finding and unpacking. */
    private final LastPut lastPut = new LastPut();

    private final Numbers numbers = new Numbers();
    private final Sweep sweep;

    /** Takes each chunk after it was written. */
    @FunctionalInterface
    public interface Changelog {
        /**
         * @param number rises by one from chunk to chunk, for ever
         * @param chunk null when the chunk of that number counts no more
         */
        void add(long number, byte @Nullable [] chunk);
    }

    private PackedState(PackedDatabase database, KeySpaces spaces, Changelog changelog, long sparedEntries) {
        this.database = database;
        this.spaces = spaces;
        this.changelog = changelog;
        this.writer = new ChunkWriter("writer-of-" + database.name(), database::write);
        this.sweep = new Sweep(database, numbers, new Swept(), sparedEntries);
        byte[] kept = database.isNew() ? null : database.get(Numbers.KEY);
        if (kept != null) {
            numbers.take(kept, 0, kept.length);
        }
    }

    /**
     * Opens what stands in a directory, or begins there.
     *
     * @throws org.apache.kafka.streams.errors.ProcessorStateException when the directory cannot be opened
     */
    public static PackedState open(Path directory, KeySpaces spaces, Changelog changelog) {
        return open(directory, spaces, changelog, SPARED_ENTRIES);
    }

    /** @param sparedEntries a changelog with fewer is left as it is, whatever part of it counts no more */
    static PackedState open(Path directory, KeySpaces spaces, Changelog changelog, long sparedEntries) {
        return new PackedState(PackedDatabase.open(directory, spaces), spaces, changelog, sparedEntries);
    }

    /** From now on only such entries are kept; others go when the next sweep comes to them. */
    public void keeping(Retention retention) {
        sweep.keeping(retention);
    }

    /** Asks for a sweep over everything, a little at each commit. */
    public void sweep() {
        sweep.want();
    }

    /** The next of a series that rises for ever, over restarts and moves too. */
    public long nextSequence() {
        return ++numbers.sequence;
    }

    /** Where the series stands. */
    public long lastSequence() {
        return numbers.sequence;
    }

    /** Whether a chunk was ever written here, by this run or one before. */
    public boolean begun() {
        return numbers.chunks > 0;
    }

    /** Writes a key that {@link #current} will see at once. */
    public void put(byte[] key, byte[] value) {
        long hash = SeenKeys.hash(key);
        unwritten.put(key, hash, value);
        keep(key, hash, value);
        append(key, hash, value);
    }

    /** Writes a key that is seen once its chunk is written: cheaper, for what is only read in scans. */
    public void append(byte[] key, byte[] value) {
        append(key, spaces.remembers(key[0]) ? SeenKeys.hash(key) : 0, value);
    }

    private void append(byte[] key, long hash, byte[] value) {
        chunk.put(key, value);
        if (spaces.remembers(key[0])) {
            database.seen(hash);
        }
        if (chunk.size() >= FULL) {
            write();
        }
    }

    public void delete(byte[] key) {
        long hash = SeenKeys.hash(key);
        unwritten.put(key, hash, DELETED);
        keep(key, hash, DELETED);
        chunk.delete(key);
    }

    private void keep(byte[] key, long hash, byte[] value) {
        if (spaces.revisits(key[0])) {
            lastPut.put(key, hash, value);
        }
    }

    /** The value as this thread last put it; null when it never did or deleted it. */
    @SuppressWarnings("ReferenceEquality") // the mark of a deletion is one object
    public byte @Nullable [] current(byte[] key) {
        long hash = SeenKeys.hash(key);
        if (spaces.remembers(key[0]) && !database.maySee(hash)) {
            return null;
        }
        byte[] fresh = unwritten.get(key, hash);
        if (fresh == null) {
            fresh = handedOver.get(key, hash);
        }
        if (fresh == null && spaces.revisits(key[0])) {
            fresh = lastPut.get(key, hash);
        }
        if (fresh == null) {
            return database.get(key);
        }
        return fresh == DELETED ? null : fresh;
    }

    /** Writes what has gathered, so that scans see it, and waits until it is in the files. To be called at each commit. */
    public void flush() {
        write();
        writer.await();
        sweep.step();
    }

    /** Writes what has gathered, so that scans see it. */
    public void write() {
        if (chunk.isEmpty()) {
            return;
        }
        numbers.chunks++;
        numbers.entries += chunk.entries() + 1;
        chunk.put(Numbers.KEY, numbers.encoded());
        byte[] packed = chunk.take();
        writer.write(packed);
        // The chunk before is in the files now; what it shares with the new one is newer there.
        Unwritten emptied = handedOver;
        emptied.clear();
        handedOver = unwritten;
        unwritten = emptied;
        changelog.add(numbers.chunks, packed);
    }

    /** Forgets what was not written. */
    void discard() {
        chunk.clear();
        unwritten.clear();
        lastPut.clear();
        sweep.forget();
    }

    /** Writes chunks of the changelog again, in their order. */
    public void restore(Collection<byte[]> packed) {
        // Another task may fill this store from now on: what this one keeps of its last chunk is no word on that.
        writer.await();
        handedOver.clear();
        lastPut.clear();
        sweep.forget();
        for (byte[] one : packed) {
            database.restore(one, (from, keyFrom, keyLength, valueFrom, to) -> {
                // Without a look into the database: while it is restored, reading is dear.
                if (keyLength == Numbers.KEY.length && one[keyFrom] == Numbers.KEY[0] && valueFrom != Chunk.NO_VALUE) {
                    numbers.take(one, valueFrom, to - valueFrom);
                }
            });
        }
    }

    /** The sweep writes into the chunk as everybody does. */
    private final class Swept implements Sweep.Target {
        @Override
        public void put(byte[] key, byte[] value) {
            append(key, value);
        }

        @Override
        public void delete(byte[] key) {
            PackedState.this.delete(key);
        }

        @Override
        public void leave(long from, long before) {
            for (long number = from; number < before; number++) {
                changelog.add(number, null);
            }
        }
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        writer.await();
        return database.get(key);
    }

    @Override
    public void scan(byte[] from, byte[] before, EntryVisitor each) {
        writer.await();
        database.scan(from, before, each);
    }

    boolean isOpen() {
        return database.isOpen();
    }

    /** Keeps what was written, and forgets what was not. */
    @Override
    public void close() {
        discard();
        try {
            writer.close();
        } finally {
            database.close();
        }
    }
}
