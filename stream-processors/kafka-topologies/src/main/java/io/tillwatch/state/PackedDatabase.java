package io.tillwatch.state;

import io.tillwatch.streams.SmallRocksDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The RocksDB of a packed store with what it remembers of its keys. One thread writes, any may read. */
final class PackedDatabase {
    /** Where the remembered keys stand while the store is closed. */
    private static final byte[] SEEN = {1};

    private final KeySpaces spaces;
    private final Options options = SmallRocksDb.packed();
    private final WriteOptions withoutLog = new WriteOptions().setDisableWAL(true);
    private final RocksDB database;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final SeenKeys seen;
    private boolean open = true;

    private PackedDatabase(Path directory, KeySpaces spaces) throws RocksDBException, IOException {
        this.spaces = spaces;
        Files.createDirectories(directory);
        this.database = RocksDB.open(options, directory.toString());
        byte[] kept = database.get(SEEN);
        if (kept == null) {
            this.seen = new SeenKeys();
            spaces.remembered().chars().forEach(this::rememberAll);
        } else {
            this.seen = SeenKeys.decode(kept);
            database.delete(withoutLog, SEEN);
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
            seen.add(key, 0, key.length);
            return true;
        });
    }

    void seen(byte[] key) {
        seen.add(key, 0, key.length);
    }

    boolean maySee(byte[] key) {
        return seen.mayContain(key);
    }

    void write(byte[] chunk) {
        try (WriteBatch batch = new WriteBatch(chunk)) {
            database.write(withoutLog, batch);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("cannot write a chunk", e);
        }
    }

    /** Writes a chunk that another run made. */
    void restore(byte[] chunk) {
        Chunk.forEachPut(chunk, (bytes, from, length) -> {
            if (spaces.remembers(bytes[from])) {
                seen.add(bytes, from, length);
            }
        });
        write(chunk);
    }

    byte @Nullable [] get(byte[] key) {
        Lock reading = reading();
        try {
            return database.get(key);
        } catch (RocksDBException e) {
            throw new ProcessorStateException("cannot read a key", e);
        } finally {
            reading.unlock();
        }
    }

    void scan(byte[] from, byte[] before, PackedReader.EntryVisitor each) {
        Lock reading = reading();
        try (Slice end = new Slice(before);
                ReadOptions bounded = new ReadOptions().setIterateUpperBound(end);
                RocksIterator entries = database.newIterator(bounded)) {
            for (entries.seek(from); entries.isValid(); entries.next()) {
                if (!each.visit(entries.key(), entries.value())) {
                    return;
                }
            }
            entries.status();
        } catch (RocksDBException e) {
            throw new ProcessorStateException("cannot scan the store", e);
        } finally {
            reading.unlock();
        }
    }

    private Lock reading() {
        Lock reading = lock.readLock();
        reading.lock();
        if (!open) {
            reading.unlock();
            throw new InvalidStateStoreException("the store is closed: its task has moved");
        }
        return reading;
    }

    boolean isOpen() {
        return open;
    }

    /** Keeps everything: what is not in files yet is written to them. */
    void close() {
        lock.writeLock().lock();
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            if (open) {
                open = false;
                database.put(withoutLog, SEEN, seen.encoded());
                database.flush(wait);
                database.close();
                withoutLog.close();
                options.close();
            }
        } catch (RocksDBException e) {
            throw new ProcessorStateException("cannot close the store", e);
        } finally {
            lock.writeLock().unlock();
        }
    }
}
