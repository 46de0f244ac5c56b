package io.tillwatch.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;

/** The RocksDB of a packed store with what it remembers of its keys. One thread writes, any may read. */
final class PackedDatabase {
    /** Where the remembered keys stand while the store is closed. */
    private static final byte[] SEEN = {1};

    private final KeySpaces spaces;
    private final String name;
    private final PackedFiles files;
    private final boolean fresh;
    /** Held alone while the files are opened anew or closed. */
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    private SeenKeys seen;
    /** Fills while everything is written again; null otherwise. */
    private @Nullable SeenKeys renewed;

    private boolean open = true;

    private PackedDatabase(Path directory, KeySpaces spaces) throws RocksDBException, IOException {
        this.spaces = spaces;
        this.name = String.valueOf(directory.getFileName());
        this.files = new PackedFiles(directory);
        this.fresh = files.filling();
        byte[] kept = fresh ? null : files.database().get(SEEN);
        SeenKeys known = kept == null ? null : SeenKeys.decode(kept);
        this.seen = known == null ? new SeenKeys() : known;
        if (kept != null) {
            files.database().delete(files.withoutLog(), SEEN);
        }
        if (known == null && !fresh) {
            spaces.remembered().chars().forEach(this::rememberAll);
        }
    }

    /** @throws ProcessorStateException when the directory cannot be opened as a store */
    static PackedDatabase open(Path directory, KeySpaces spaces) {
        try {
            return new PackedDatabase(directory, spaces);
        } catch (RocksDBException | IOException e) {
            throw new ProcessorStateException("cannot open the store in " + directory, e);
        }
    }

    private void rememberAll(int space) {
        scan(new byte[] {(byte) space}, new byte[] {(byte) (space + 1)}, (key, value) -> {
            seen.add(SeenKeys.hash(key));
            return true;
        });
    }

    /** Of its directory. */
    String name() {
        return name;
    }

    /** Whether there was nothing when it was opened. */
    boolean isNew() {
        return fresh;
    }

    void seen(long hash) {
        seen.add(hash);
        if (renewed != null) {
            renewed.add(hash);
        }
    }

    /** From now on every key that counts will be {@link #seen} once more, if nothing comes in between. */
    void renewSeen() {
        renewed = new SeenKeys();
    }

    /** All of them were: what was dropped need not be remembered. */
    void takeRenewedSeen() {
        if (renewed != null) {
            seen = renewed;
            renewed = null;
        }
    }

    /** How many keys there are, as far as RocksDB can tell without counting. */
    long estimatedKeys() {
        Lock using = settled();
        try {
            return files.database().getLongProperty("rocksdb.estimate-num-keys");
        } catch (RocksDBException e) {
            throw new ProcessorStateException("cannot ask the store for its size", e);
        } finally {
            using.unlock();
        }
    }

    boolean maySee(long hash) {
        return seen.mayContain(hash);
    }

    void write(byte[] chunk) {
        byte[] sorted = SortedChunk.of(chunk);
        Lock using = settled();
        try {
            put(sorted);
        } finally {
            using.unlock();
        }
    }

    /**
     * Writes a chunk that another run made.
     *
     * @param each sees what is in it
     */
    void restore(byte[] chunk, Chunk.Visitor each) {
        renewed = null;
        Chunk.forEach(chunk, (from, keyFrom, keyLength, valueFrom, to) -> {
            if (valueFrom != Chunk.NO_VALUE && spaces.remembers(chunk[keyFrom])) {
                seen.add(SeenKeys.hash(chunk, keyFrom, keyLength));
            }
            each.visit(from, keyFrom, keyLength, valueFrom, to);
        });
        Lock using = using();
        try {
            put(chunk);
        } finally {
            using.unlock();
        }
    }

    private void put(byte[] chunk) {
        try (WriteBatch batch = new WriteBatch(chunk)) {
            files.database().write(files.withoutLog(), batch);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("cannot write a chunk", e);
        }
    }

    byte @Nullable [] get(byte[] key) {
        Lock using = settled();
        try {
            return files.database().get(key);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("cannot read a key", e);
        } finally {
            using.unlock();
        }
    }

    void scan(byte[] from, byte[] before, PackedReader.EntryVisitor each) {
        Lock using = settled();
        try (Slice end = new Slice(before);
                ReadOptions bounded = new ReadOptions().setIterateUpperBound(end);
                RocksIterator entries = files.database().newIterator(bounded)) {
            for (entries.seek(from); entries.isValid(); entries.next()) {
                if (!each.visit(entries.key(), entries.value())) {
                    return;
                }
            }
            entries.status();
        } catch (RocksDBException e) {
            throw new ProcessorStateException("cannot scan the store", e);
        } finally {
            using.unlock();
        }
    }

    /** To be used by whoever does more than fill it. */
    private Lock settled() {
        if (files.filling()) {
            lock.writeLock().lock();
            try {
                if (open && files.filling()) {
                    files.settle();
                }
            } catch (RocksDBException e) {
                throw new ProcessorStateException("cannot open the store anew after it was filled", e);
            } finally {
                lock.writeLock().unlock();
            }
        }
        return using();
    }

    private Lock using() {
        Lock using = lock.readLock();
        using.lock();
        if (!open) {
            using.unlock();
            throw new InvalidStateStoreException("the store is closed: its task has moved");
        }
        return using;
    }

    boolean isOpen() {
        return open;
    }

    /** Keeps everything: what is not in files yet is written to them. */
    void close() {
        lock.writeLock().lock();
        try {
            if (open) {
                open = false;
                files.database().put(files.withoutLog(), SEEN, seen.encoded());
                files.close();
            }
        } catch (RocksDBException e) {
            throw new ProcessorStateException("cannot close the store", e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
