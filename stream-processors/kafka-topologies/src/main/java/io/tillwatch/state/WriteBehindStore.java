package io.tillwatch.state;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.jspecify.annotations.Nullable;

/**
 * A key-value store whose values stay objects between two commits: one that changes with every event is serialized once
 * a commit, and read back not at all while it is in use. The cache of Kafka Streams holds bytes, so that it saves writes
 * to RocksDB and the changelog but no serialization.
 *
 * <p>For the task that owns it alone: it is not for interactive queries, which come from other threads. Values must be
 * immutable, since what is put is handed out again. Like {@link PackedStore} it leans on how Streams announces a commit
 * before it is made ({@code CachedStateStore}), and is held by a test that ends a task in the middle.
 */
final class WriteBehindStore<K, V> extends WrappedStateStore<KeyValueStore<K, V>, K, V> implements KeyValueStore<K, V> {
    private final int most;

    /** The values in use, least recently used first; null for what is known to be deleted and was not written yet. */
    private final Map<K, @Nullable V> held = new LinkedHashMap<>(16, 0.75f, true);

    private final Set<K> unwritten = new LinkedHashSet<>();

    /** @param most values held on the heap; what was not used for longest is written and let go */
    WriteBehindStore(KeyValueStore<K, V> store, int most) {
        super(store);
        this.most = most;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's interfaces are not annotated; null is how a missing value is told
    public @Nullable V get(K key) {
        V known = held.get(key);
        if (known != null || unwritten.contains(key)) {
            return known;
        }
        V stored = wrapped().get(key);
        if (stored != null) {
            hold(key, stored);
        }
        return stored;
    }

    @Override
    public void put(K key, @Nullable V value) {
        unwritten.add(key);
        hold(key, value);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public @Nullable V putIfAbsent(K key, V value) {
        V before = get(key);
        if (before == null) {
            put(key, value);
        }
        return before;
    }

    @Override
    public void putAll(List<KeyValue<K, V>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public @Nullable V delete(K key) {
        V before = get(key);
        put(key, null);
        return before;
    }

    @Override
    public KeyValueIterator<K, V> range(K from, K to) {
        return written().range(from, to);
    }

    @Override
    public KeyValueIterator<K, V> reverseRange(K from, K to) {
        return written().reverseRange(from, to);
    }

    @Override
    public KeyValueIterator<K, V> all() {
        return written().all();
    }

    @Override
    public KeyValueIterator<K, V> reverseAll() {
        return written().reverseAll();
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<K, V> prefixScan(P prefix, PS serializer) {
        return written().prefixScan(prefix, serializer);
    }

    @Override
    public long approximateNumEntries() {
        return written().approximateNumEntries();
    }

    /** Streams is about to commit. */
    @Override
    public void flushCache() {
        written();
        super.flushCache();
    }

    /** The task gives its work away: what is held will be out of date. */
    @Override
    public void clearCache() {
        forget();
        super.clearCache();
    }

    /** What was not committed is lost, as it must be: a task that ends in order commits first. */
    @Override
    public void close() {
        forget();
        super.close();
    }

    private void forget() {
        held.clear();
        unwritten.clear();
    }

    private KeyValueStore<K, V> written() {
        unwritten.forEach(this::write);
        unwritten.clear();
        return wrapped();
    }

    @SuppressWarnings("NullAway") // Kafka's interfaces are not annotated; to put null is to delete
    private void write(K key) {
        V value = held.get(key);
        wrapped().put(key, value);
    }

    private void hold(K key, @Nullable V value) {
        held.put(key, value);
        if (held.size() > most) {
            K eldest = held.keySet().iterator().next();
            if (unwritten.remove(eldest)) {
                write(eldest);
            }
            held.remove(eldest);
        }
    }
}
