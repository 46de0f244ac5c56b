package io.tillwatch.state;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.BatchingStateRestoreCallback;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A {@link PackedState} as a store of Kafka Streams.
 *
 * <p>With {@link WriteBehindStore} the only class that leans on engine internals (pinned to the Kafka Streams of the
 * build, and held by tests that kill an instance): {@code CachedStateStore} is how Streams announces a commit before it is made, and {@code logChange}
 * how a store writes to its changelog. It needs exactly-once: after a crash Streams wipes local state and restores it
 * from the changelog, so RocksDB needs no log of its own.
 */
public final class PackedStore implements StateStore, CachedStateStore<byte[], byte[]> {
    private final String name;
    private final KeySpaces spaces;
    private @Nullable PackedState state;
    private @Nullable Runnable beforeCommit;

    PackedStore(String name, KeySpaces spaces) {
        this.name = name;
        this.spaces = spaces;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        InternalProcessorContext<?, ?> engine = (InternalProcessorContext<?, ?>) context;
        Path directory = context.stateDir().toPath().resolve("packed").resolve(name);
        state = PackedState.open(directory, spaces, (number, chunk) -> log(engine, number, chunk));
        context.register(root, new Restore(state));
    }

    @SuppressWarnings(
            "NullAway") // Kafka's interfaces are not annotated; null is how a record of a changelog is deleted
    private void log(InternalProcessorContext<?, ?> engine, long number, byte @Nullable [] chunk) {
        engine.logChange(
                name,
                Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array()),
                chunk,
                engine.currentSystemTimeMs(),
                new RecordHeaders(),
                Position.emptyPosition());
    }

    /** @throws InvalidStateStoreException when the store is not open */
    public PackedState state() {
        if (state == null) {
            throw new InvalidStateStoreException("store " + name + " is not open");
        }
        return state;
    }

    /** What to do before each commit: whatever is kept on the heap and must survive is to be put then. */
    public void beforeCommit(Runnable action) {
        beforeCommit = action;
    }

    /** Streams is about to commit. */
    @Override
    public void flushCache() {
        if (beforeCommit != null) {
            beforeCommit.run();
        }
        // In the files before the commit: a write that fails must fail it.
        state().flush();
    }

    /** The task gives its work away and becomes a standby, or the other way round. */
    @Override
    public void clearCache() {
        beforeCommit = null;
        state().discard();
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }

    /** Nothing to do: under exactly-once local state counts only when it was closed in order. */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return state != null && state.isOpen();
    }

    @Override
    public void close() {
        if (state != null) {
            state.close();
        }
    }

    private record Restore(PackedState state) implements BatchingStateRestoreCallback {
        @Override
        public void restoreAll(Collection<KeyValue<byte[], byte[]>> records) {
            state.restore(records.stream()
                    .map(record -> record.value)
                    .filter(Objects::nonNull)
                    .toList());
        }

        @Override
        public void restore(byte[] key, byte[] value) {
            restoreAll(List.of(new KeyValue<>(key, value)));
        }
    }
}
