package io.tillwatch.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Which keys a watch must look at: those that changed since it last looked, and those whose time has come. So a look
 * costs what is new, and not what is open. One thread at a time.
 */
final class Attention<K> {
    private final Set<K> changed = new LinkedHashSet<>();
    private final TreeMap<Instant, List<K>> due = new TreeMap<>();

    void changed(K key) {
        changed.add(key);
    }

    /** Looks at a key at that time, whether it changes or not. */
    void at(Instant time, K key) {
        due.computeIfAbsent(time, when -> new ArrayList<>(1)).add(key);
    }

    /** Takes out each key that is to be looked at now, once. */
    void take(Instant now, Consumer<K> each) {
        var come = due.headMap(now, true);
        come.values().forEach(changed::addAll);
        come.clear();
        List<K> keys = List.copyOf(changed);
        changed.clear();
        keys.forEach(each);
    }
}
