package io.tillwatch.incidents;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest entries by key; the eldest goes when there are too many. Not thread-safe. */
final class Recent<K, V> {
    static final int MOST = 50_000;

    private final Map<K, V> entries = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > MOST;
        }
    };

    @Nullable
    V get(K key) {
        return entries.get(key);
    }

    /** What stood there before. */
    @Nullable
    V put(K key, V value) {
        return entries.put(key, value);
    }

    @Nullable
    V remove(K key) {
        return entries.remove(key);
    }
}
