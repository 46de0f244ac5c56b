package io.tillwatch.state;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * All entries of a store on the heap, for a task that looks at all of them again and again: reads never ask the store,
 * changes go to both, and a new run begins with what the store holds. Values must be immutable. One thread at a time.
 */
public final class KeptMap<V> {
    private final TreeMap<String, V> entries = new TreeMap<>();
    private final @Nullable KeyValueStore<String, V> store;

    /** Kept nowhere: it ends with the object. */
    public KeptMap() {
        store = null;
    }

    /** @param store nobody else writes to it */
    public KeptMap(KeyValueStore<String, V> store) {
        this.store = store;
        try (KeyValueIterator<String, V> kept = store.all()) {
            kept.forEachRemaining(entry -> entries.put(entry.key, entry.value));
        }
    }

    public @Nullable V get(String key) {
        return entries.get(key);
    }

    public V getOrDefault(String key, V otherwise) {
        return entries.getOrDefault(key, otherwise);
    }

    public void put(String key, V value) {
        entries.put(key, value);
        if (store != null) {
            store.put(key, value);
        }
    }

    /** What is not there may be removed. */
    @SuppressWarnings("NullAway") // Kafka's interfaces are not annotated; to put null is to delete without a look first
    public void remove(String key) {
        if (entries.remove(key) != null && store != null) {
            store.put(key, null);
        }
    }

    /** As they are now, by their keys' order: changes during a walk through them do not disturb it. */
    public Collection<V> values() {
        return List.copyOf(entries.values());
    }

    public int size() {
        return entries.size();
    }
}
