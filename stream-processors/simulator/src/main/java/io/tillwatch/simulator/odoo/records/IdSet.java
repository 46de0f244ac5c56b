package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whole numbers of a domain's list, sorted, since a reader asks for thousands of ids at once. */
final class IdSet {
    private final long[] sorted;

    private IdSet(long[] sorted) {
        this.sorted = sorted;
    }

    /** Null when the list holds anything else. */
    static @Nullable IdSet of(JsonNode list) {
        long[] ids = new long[list.size()];
        for (int i = 0; i < ids.length; i++) {
            if (!list.get(i).isIntegralNumber()) {
                return null;
            }
            ids[i] = list.get(i).longValue();
        }
        Arrays.sort(ids);
        return new IdSet(ids);
    }

    boolean contains(long id) {
        return Arrays.binarySearch(sorted, id) >= 0;
    }
}
