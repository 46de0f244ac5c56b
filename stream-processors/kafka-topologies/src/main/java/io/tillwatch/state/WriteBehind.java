package io.tillwatch.state;

import io.tillwatch.contracts.json.JsonSerde;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Adds a store to a topology whose values stay objects between two commits, for state of a task that changes with every
 * event. Values must be immutable, and nobody but the task may look at it; its changelog is on as with any other.
 */
public final class WriteBehind<K, V> implements StoreBuilder<KeyValueStore<K, V>> {
    /** Tills, shops and flows are fewer; what is as many as receipts belongs into a {@link PackedStore}. */
    private static final int MOST_HELD = 20_000;

    private final StoreBuilder<KeyValueStore<K, V>> inner;
    private final int most;

    WriteBehind(StoreBuilder<KeyValueStore<K, V>> inner, int most) {
        this.inner = inner;
        this.most = most;
    }

    /** Kept as JSON, on the heap and in the changelog. */
    public static <V> StoreBuilder<KeyValueStore<String, V>> json(String name, Class<V> type) {
        return of(Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), JsonSerde.of(type)));
    }

    /** @param inner what is written to before each commit, without a cache of its own */
    public static <K, V> StoreBuilder<KeyValueStore<K, V>> of(StoreBuilder<KeyValueStore<K, V>> inner) {
        return new WriteBehind<>(inner, MOST_HELD);
    }

    @Override
    public KeyValueStore<K, V> build() {
        return new WriteBehindStore<>(inner.build(), most);
    }

    /** It has its own. */
    @Override
    public StoreBuilder<KeyValueStore<K, V>> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<KeyValueStore<K, V>> withCachingDisabled() {
        throw new UnsupportedOperationException("this store is written behind");
    }

    @Override
    public StoreBuilder<KeyValueStore<K, V>> withLoggingEnabled(Map<String, String> config) {
        inner.withLoggingEnabled(config);
        return this;
    }

    @Override
    public StoreBuilder<KeyValueStore<K, V>> withLoggingDisabled() {
        inner.withLoggingDisabled();
        return this;
    }

    @Override
    public Map<String, String> logConfig() {
        return inner.logConfig();
    }

    @Override
    public boolean loggingEnabled() {
        return inner.loggingEnabled();
    }

    @Override
    public String name() {
        return inner.name();
    }
}
