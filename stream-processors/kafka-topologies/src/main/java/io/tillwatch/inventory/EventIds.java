package io.tillwatch.inventory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Most events are named by a UUID, which stands in stores twice: as sixteen bytes and not as thirty-six letters. Stateless,
 * thread-safe.
 */
final class EventIds {
    /** Bytes of a UUID. */
    static final int BYTES = 16;

    private static final int LETTERS = 36;

    private EventIds() {}

    /** Null for every text that would not come back as it is: only {@link UUID#toString}'s own spelling does. */
    static @Nullable UUID uuid(String id) {
        if (id.length() != LETTERS) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? uuid : null;
        } catch (IllegalArgumentException otherText) {
            return null;
        }
    }
}
