package io.tillwatch.reconciliation;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one model by id, with indexes that follow when a row is replaced or removed. Not thread-safe.
 *
 * @param <R> a record made of a row
 */
final class Table<R> {
    private final Function<Row, R> parser;
    private final Map<Long, R> rows = new HashMap<>();
    private final Map<String, Index<R>> indexes = new LinkedHashMap<>();

    private record Index<R>(Function<R, Collection<?>> keys, Map<Object, SortedMap<Long, R>> entries) {}

    Table(Function<Row, R> parser) {
        this.parser = parser;
    }

    /** Adds an index before the first row comes. */
    Table<R> indexed(String name, Function<R, Collection<?>> keys) {
        indexes.put(name, new Index<>(keys, new HashMap<>()));
        return this;
    }

    /** Replaces what stood under the id; null removes it. Returns the row that stood there. */
    @Nullable
    R put(long id, @Nullable Row row) {
        R now = row == null ? null : parser.apply(row);
        R before = now == null ? rows.remove(id) : rows.put(id, now);
        for (Index<R> index : indexes.values()) {
            if (before != null) {
                index.keys()
                        .apply(before)
                        .forEach(key -> index.entries().computeIfPresent(key, (k, found) -> {
                            found.remove(id);
                            return found.isEmpty() ? null : found;
                        }));
            }
            if (now != null) {
                index.keys()
                        .apply(now)
                        .forEach(key -> index.entries()
                                .computeIfAbsent(key, k -> new TreeMap<>())
                                .put(id, now));
            }
        }
        return before;
    }

    @Nullable
    R get(long id) {
        return rows.get(id);
    }

    Collection<R> all() {
        return rows.values();
    }

    boolean has(Collection<Long> ids) {
        return rows.keySet().containsAll(ids);
    }

    /** Rows with this key, by id. */
    List<R> by(String index, Object key) {
        Index<R> found = indexes.get(index);
        if (found == null) {
            throw new IllegalArgumentException("no index " + index);
        }
        SortedMap<Long, R> entries = found.entries().get(key);
        return entries == null ? List.of() : List.copyOf(entries.values());
    }

    int size() {
        return rows.size();
    }

    /** The keys under which something stands. */
    Collection<Object> keys(String index) {
        Index<R> found = indexes.get(index);
        return found == null ? List.of() : found.entries().keySet();
    }
}
