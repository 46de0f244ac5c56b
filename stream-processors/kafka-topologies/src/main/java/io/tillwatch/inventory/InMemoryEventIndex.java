package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of events, on the heap: for cases, benchmarks and tests. */
final class InMemoryEventIndex implements EventIndex {
    private final Map<EventRef, Known> known = new HashMap<>();

    @Override
    public @Nullable Known find(String source, String id) {
        return known.get(new EventRef(source, id));
    }

    @Override
    public void put(String source, String id, Known value) {
        known.put(new EventRef(source, id), value);
    }
}
