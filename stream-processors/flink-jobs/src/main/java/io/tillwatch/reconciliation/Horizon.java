package io.tillwatch.reconciliation;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long what is settled is kept, so that what comes later can still be held against it. What is open is kept for as
 * long as it is open.
 *
 * @param tills receipts and sessions, with what Odoo has of them
 * @param orders orders of channels without tills: goods of these come back after months, and a credit note is found by
 *     the invoice that it takes back
 */
public record Horizon(Duration tills, Duration orders) implements Serializable {
    public static final Horizon DEFAULT = new Horizon(Duration.ofDays(35), Duration.ofDays(400));

    /** @throws IllegalArgumentException when it is not ahead of all that may still be due */
    public Horizon {
        if (tills.compareTo(Duration.ofDays(7)) < 0 || orders.compareTo(tills) < 0) {
            throw new IllegalArgumentException(
                    "what is settled is kept for a week at least, and orders for as long as receipts");
        }
    }

    /** What is old at a moment. */
    record Old(Instant tillsBefore, Instant ordersBefore) {
        /** Of a till; what has no time is not old. */
        boolean atTill(@Nullable Instant at) {
            return at != null && at.isBefore(tillsBefore);
        }

        /** Of a channel without tills; what has no time is not old. */
        boolean asOrder(@Nullable Instant at) {
            return at != null && at.isBefore(ordersBefore);
        }
    }

    Old at(Instant moment) {
        return new Old(moment.minus(tills), moment.minus(orders));
    }
}
