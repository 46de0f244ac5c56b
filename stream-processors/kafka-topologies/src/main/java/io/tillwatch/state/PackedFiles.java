package io.tillwatch.state;

import io.tillwatch.streams.SmallRocksDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * The RocksDB in a directory. An empty one is opened for filling: what is written is gathered unsorted and sorted when
 * it goes to a file, which takes a fraction of the time of keeping it sorted, but makes each look into it dear. Before
 * the first look it is to be {@link #settle settled}. Whoever uses it sees to it that nobody else does meanwhile.
 */
final class PackedFiles {
    private final Path directory;
    private final WriteOptions withoutLog;
    private Options options;
    private RocksDB database;
    private volatile boolean filling;

    /** @throws RocksDBException when the files are not those of a database */
    PackedFiles(Path directory) throws RocksDBException, IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        filling = !Files.exists(directory.resolve("CURRENT"));
        options = filling ? SmallRocksDb.packedFilling() : SmallRocksDb.packed();
        // Not before the options, which load the native library.
        withoutLog = new WriteOptions().setDisableWAL(true);
        database = RocksDB.open(options, directory.toString());
    }

    RocksDB database() {
        return database;
    }

    /** There is no log beside the files: what is not flushed is lost with the process. */
    WriteOptions withoutLog() {
        return withoutLog;
    }

    /** Whether it is opened for filling still. Any thread may ask. */
    boolean filling() {
        return filling;
    }

    /** Opens it anew for reading and writing. */
    void settle() throws RocksDBException {
        flush();
        database.close();
        options.close();
        options = SmallRocksDb.packed();
        database = RocksDB.open(options, directory.toString());
        filling = false;
    }

    /** Keeps everything. */
    void close() throws RocksDBException {
        flush();
        database.close();
        withoutLog.close();
        options.close();
    }

    private void flush() throws RocksDBException {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            database.flush(wait);
        }
    }
}
