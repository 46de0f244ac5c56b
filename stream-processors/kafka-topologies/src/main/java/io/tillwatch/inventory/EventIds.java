package io.tillwatch.inventory;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Most events are named by a UUID, which stands in stores twice: as sixteen bytes and not as thirty-six letters. Only one
 * that is written as {@link UUID#toString} writes it comes back as the same text. Stateless, thread-safe.
 */
final class EventIds {
    /** Bytes of a UUID. */
    static final int BYTES = 16;

    private static final int LENGTH = 36;
    private static final int NO_DIGIT = -1;

    private EventIds() {}

    /** Null for every other text. */
    static @Nullable UUID uuid(String id) {
        if (id.length() != LENGTH) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0, digits = 0; i < LENGTH; i++) {
            char c = id.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return null;
                }
                continue;
            }
            int digit = digit(c);
            if (digit == NO_DIGIT) {
                return null;
            }
            if (digits++ < LENGTH / 2 - 2) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new UUID(high, low);
    }

    private static int digit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : NO_DIGIT;
    }
}
