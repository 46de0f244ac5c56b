package io.tillwatch.index;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document on its way.
 *
 * @param index concrete index
 * @param id deterministic, so that a repeated delivery is no second document
 * @param version external version: a lower one never replaces a higher; null where a document never changes
 * @param body fields by dotted name
 */
record IndexDocument(String index, String id, @Nullable Long version, Map<String, Object> body) {
    /** Unique over all indices. */
    String key() {
        return index + "/" + id;
    }
}
