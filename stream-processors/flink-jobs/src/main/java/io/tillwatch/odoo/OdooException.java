package io.tillwatch.odoo;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Odoo did not do what it was asked. The message is one line for a person; it never holds a secret, and nothing of
 * what Odoo sends as {@code debug}, which shows the server's paths and code.
 */
public final class OdooException extends RuntimeException {
    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public OdooException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, cause);
    }

    OdooException(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** What to make of it. */
    public enum Kind {
        /** No answer: network, name, timeout. */
        UNREACHABLE,
        /** Too many requests. */
        THROTTLED,
        /** The server runs and its database does not, or it cannot serve just now. */
        OUTAGE,
        /** Wrong or expired key or password. */
        UNAUTHORIZED,
        /** The user may not see this. */
        FORBIDDEN,
        /** The request is wrong: asking again will not help. */
        REFUSED,
        /** An export that cannot be read. */
        UNREADABLE;

        /** Whether the same request may succeed a little later. */
        boolean passes() {
            return this == UNREACHABLE || this == THROTTLED || this == OUTAGE;
        }
    }

    public Kind kind() {
        return kind;
    }

    /** How long the server asked to wait; null when it did not. */
    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
