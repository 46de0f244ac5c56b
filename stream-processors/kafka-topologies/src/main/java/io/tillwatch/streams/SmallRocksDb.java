package io.tillwatch.streams;

import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.Env;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.Priority;
import org.rocksdb.RocksDB;
import org.rocksdb.VectorMemTableConfig;
import org.rocksdb.WriteBufferManager;

/** All stores of the process share one bounded cache: many small stores must not each take RocksDB's defaults. */
public final class SmallRocksDb implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 48L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 8L * 1024 * 1024;
    private static final long PACKED_CACHE_BYTES = 64L * 1024 * 1024;
    private static final int PACKED_CACHE_SHARD_BITS = 2;
    private static final long PACKED_WRITE_BUFFER_BYTES = 32L * 1024 * 1024;
    /**
     * Fewer merges of what was merged before. Looks into the files are for duplicates and for positions beyond those in
     * memory, one event in a hundred or less; what a run more costs them the filters keep small.
     */
    private static final int PACKED_RUNS = 16;
    /**
     * A store that was filled from its changelog begins with a run for each memtable. By default RocksDB lets nobody write
     * from 36 on: the first event after a large restore, and the close of the store, waited until all was merged.
     */
    private static final int MOST_PACKED_RUNS = 800;

    private static final int FLUSHING_THREADS = 2;
    /** RocksDB flushes with a quarter of them. */
    private static final int FILLING_JOBS = 4 * FLUSHING_THREADS;

    private static final long FILLING_WRITE_BUFFER_BYTES = 16L * 1024 * 1024;
    private static final int FILLING_WRITE_BUFFERS = 6;
    private static final long UNDELAYED_BYTES_A_SECOND = 1L << 30;
    private static final double FILTER_BITS = 10;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    /**
     * Apart from the other one, which memtables fill, and in few shards: by default there are 64, and a block that is
     * larger than its shard is read from disk again for each look-up.
     */
    private static final Cache PACKED_CACHE = new LRUCache(PACKED_CACHE_BYTES, PACKED_CACHE_SHARD_BITS);

    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(CACHE_BYTES, CACHE);
    private static final BloomFilter FILTER = new BloomFilter(FILTER_BITS, false);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        // Streams sets it to one thread for the whole process with each store that it opens.
        Env.getDefault().incBackgroundThreadsIfNeeded(FLUSHING_THREADS, Priority.HIGH);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        options.setTableFormatConfig(table.setBlockCache(CACHE).setCacheIndexAndFilterBlocks(true));
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    /**
     * For a store that is written in large chunks. Index and filter are in parts, so that a large file needs in the
     * cache what is looked up, not all of both. The caller closes it.
     */
    public static Options packed() {
        return withInsertHints()
                .setCreateIfMissing(true)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setFilterPolicy(FILTER)
                        .setIndexType(IndexType.kTwoLevelIndexSearch)
                        .setPartitionFilters(true)
                        .setPinTopLevelIndexAndFilter(true)
                        .setEnableIndexCompression(false)
                        .setBlockCache(PACKED_CACHE)
                        .setCacheIndexAndFilterBlocks(true)
                        .setCacheIndexAndFilterBlocksWithHighPriority(true)
                        .setPinL0FilterAndIndexBlocksInCache(true))
                .setWriteBufferSize(PACKED_WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(3)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setCompactionStyle(CompactionStyle.UNIVERSAL)
                .setLevel0FileNumCompactionTrigger(PACKED_RUNS)
                .setLevel0SlowdownWritesTrigger(MOST_PACKED_RUNS / 2)
                .setLevel0StopWritesTrigger(MOST_PACKED_RUNS);
    }

    /**
     * With an insert beginning where the last one ended whose key has the same first byte: of use to sorted batches only.
     * The Java interface has no setter for it.
     */
    private static Options withInsertHints() {
        Properties hints = new Properties();
        hints.setProperty("memtable_insert_with_hint_prefix_extractor", "rocksdb.FixedPrefix.1");
        try (DBOptions database = new DBOptions();
                ColumnFamilyOptions family = Objects.requireNonNull(
                        ColumnFamilyOptions.getColumnFamilyOptionsFromProps(hints), "RocksDB knows insert hints")) {
            return new Options(database, family);
        }
    }

    /**
     * For such a store while it is filled and not looked into: memtables are sorted only when they go to a file, which
     * more than one thread does, and nothing is compacted meanwhile. Whoever
     * fills it waits when no memtable is free, and not before: by default RocksDB slows writes down to 16 MB a second when
     * all but one of more than three wait. The caller closes it.
     */
    public static Options packedFilling() {
        return packed().setMemTableConfig(new VectorMemTableConfig())
                .setAllowConcurrentMemtableWrite(false)
                .setDisableAutoCompactions(true)
                .setWriteBufferSize(FILLING_WRITE_BUFFER_BYTES)
                .setMaxWriteBufferNumber(FILLING_WRITE_BUFFERS)
                .setDelayedWriteRate(UNDELAYED_BYTES_A_SECOND)
                .setMaxBackgroundJobs(FILLING_JOBS);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache is shared by all stores and lives as long as the process.
    }
}
