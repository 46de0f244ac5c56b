package io.tillwatch.notify;

import org.jspecify.annotations.Nullable;

/** A receiver did not take a message now; it may later. The message of the exception names no secret. */
class NotDelivered extends RuntimeException {
    NotDelivered(String message, @Nullable Exception cause) {
        super(message, cause);
    }

    /** A receiver will never take this message: to try again would only hold up those behind it. */
    static final class ForGood extends NotDelivered {
        ForGood(String message, @Nullable Exception cause) {
            super(message, cause);
        }
    }
}
