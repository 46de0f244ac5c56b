package io.tillwatch.state;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The state of one task. Writes gather in a chunk; a full chunk, and at each commit what there is, goes to RocksDB and
 * to the changelog as one piece. One thread writes; any thread may read through {@link PackedReader}.
 */
public final class PackedState implements PackedReader, AutoCloseable {
    private static final int FULL = 192 * 1024;
    /** Where numbers stand that must go on after a restart: the last chunk's and the last of the series. */
    private static final byte[] NUMBERS = {0};
    /** Told apart by identity from a value without bytes. */
    private static final byte[] DELETED = {};

    private final KeySpaces spaces;
    private final Changelog changelog;
    private final PackedDatabase database;
    private final ChunkWriter writer;
    private final Chunk chunk = new Chunk();
    /** What is in the chunk and must be readable before it is written. */
    private Map<Bytes, byte[]> unwritten = new HashMap<>();
    /** The same of the chunk that is on its way to the files. */
    private Map<Bytes, byte[]> handedOver = new HashMap<>();

    private long chunks;
    private long sequence;

    /** Takes each chunk after it was written. */
    @FunctionalInterface
    public interface Changelog {
        /** @param number rises by one from chunk to chunk, for ever */
        void add(long number, byte[] chunk);
    }

    private PackedState(PackedDatabase database, KeySpaces spaces, Changelog changelog) {
        this.database = database;
        this.spaces = spaces;
        this.changelog = changelog;
        this.writer = new ChunkWriter("writer-of-" + database.name(), database::write);
        byte[] numbers = database.isNew() ? null : database.get(NUMBERS);
        if (numbers != null) {
            takeNumbers(ByteBuffer.wrap(numbers));
        }
    }

    /**
     * Opens what stands in a directory, or begins there.
     *
     * @throws org.apache.kafka.streams.errors.ProcessorStateException when the directory cannot be opened
     */
    public static PackedState open(Path directory, KeySpaces spaces, Changelog changelog) {
        return new PackedState(PackedDatabase.open(directory, spaces), spaces, changelog);
    }

    /** The next of a series that rises for ever, over restarts and moves too. */
    public long nextSequence() {
        return ++sequence;
    }

    /** Where the series stands. */
    public long lastSequence() {
        return sequence;
    }

    /** Writes a key that {@link #current} will see at once. */
    public void put(byte[] key, byte[] value) {
        unwritten.put(Bytes.wrap(key), value);
        append(key, value);
    }

    /** Writes a key that is seen once its chunk is written: cheaper, for what is only read in scans. */
    public void append(byte[] key, byte[] value) {
        chunk.put(key, value);
        if (spaces.remembers(key[0])) {
            database.seen(key);
        }
        if (chunk.size() >= FULL) {
            write();
        }
    }

    public void delete(byte[] key) {
        unwritten.put(Bytes.wrap(key), DELETED);
        chunk.delete(key);
    }

    /** The value as this thread last put it; null when it never did or deleted it. */
    @SuppressWarnings("ReferenceEquality") // the mark of a deletion is one object
    public byte @Nullable [] current(byte[] key) {
        if (spaces.remembers(key[0]) && !database.maySee(key)) {
            return null;
        }
        Bytes wrapped = Bytes.wrap(key);
        byte[] fresh = unwritten.get(wrapped);
        if (fresh == null && !handedOver.isEmpty()) {
            fresh = handedOver.get(wrapped);
        }
        if (fresh == null) {
            return database.get(key);
        }
        return fresh == DELETED ? null : fresh;
    }

    /** Writes what has gathered, so that scans see it, and waits until it is in the files. */
    public void flush() {
        write();
        writer.await();
    }

    /** Writes what has gathered, so that scans see it. */
    public void write() {
        if (chunk.isEmpty()) {
            return;
        }
        chunks++;
        chunk.put(
                NUMBERS,
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(chunks)
                        .putLong(sequence)
                        .array());
        byte[] packed = chunk.take();
        writer.write(packed);
        // The chunk before is in the files now; what it shares with the new one is newer there.
        Map<Bytes, byte[]> emptied = handedOver;
        emptied.clear();
        handedOver = unwritten;
        unwritten = emptied;
        changelog.add(chunks, packed);
    }

    /** Forgets what was not written. */
    void discard() {
        chunk.clear();
        unwritten.clear();
    }

    /** Writes chunks of the changelog again, in their order. */
    public void restore(Collection<byte[]> packed) {
        // Another task may fill this store from now on: what this one keeps of its last chunk is no word on that.
        writer.await();
        handedOver.clear();
        for (byte[] one : packed) {
            database.restore(one, this::noticeNumbers);
        }
    }

    /** Without a look into the database: while it is restored, reading is dear. */
    private void noticeNumbers(byte[] bytes, int keyFrom, int keyLength, int valueFrom) {
        if (keyLength == NUMBERS.length && bytes[keyFrom] == NUMBERS[0]) {
            takeNumbers(ByteBuffer.wrap(bytes, valueFrom, 2 * Long.BYTES));
        }
    }

    private void takeNumbers(ByteBuffer numbers) {
        chunks = numbers.getLong();
        sequence = numbers.getLong();
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
