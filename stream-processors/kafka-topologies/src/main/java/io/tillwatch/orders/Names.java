package io.tillwatch.orders;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One copy of each name that many orders have in common: read from a million events, a channel would otherwise lie in
 * memory a million times. Bounded, since a damaged event says anything. One thread at a time.
 */
final class Names {
    private static final int MOST = 10_000;

    private final Map<String, String> known = new HashMap<>();

    String shared(String name) {
        String same = known.get(name);
        if (same != null) {
            return same;
        }
        if (known.size() < MOST) {
            known.put(name, name);
        }
        return name;
    }

    @Nullable
    String sharedOrNull(@Nullable String name) {
        return name == null ? null : shared(name);
    }
}
