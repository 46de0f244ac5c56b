package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reservation or a transfer on its way: what came in, what went out, what is still open.
 *
 * @param in reserved, or dispatched
 * @param out released and fulfilled, or received and written off
 * @param since when it began; null while only the end of it is known
 * @param expiresAt for reservations; null means never
 * @param capturedAt the earliest capture of a payment for it
 * @param counted what of it stands in the position now
 */
record Hold(
        BigDecimal in,
        BigDecimal out,
        @Nullable Instant since,
        @Nullable Instant expiresAt,
        @Nullable Instant capturedAt,
        @Nullable String order,
        @Nullable Money value,
        BigDecimal counted) {
    static final Hold NONE = new Hold(BigDecimal.ZERO, BigDecimal.ZERO, null, null, null, null, null, BigDecimal.ZERO);

    /** The hold after a movement of its document; order of arrival makes no difference. */
    Hold plus(Movement movement) {
        return switch (movement.kind()) {
            case RESERVED, EXPECTED -> begun(movement);
            case CAPTURED ->
                new Hold(in, out, since, expiresAt, earlier(capturedAt, movement.occurredAt()), order, value, counted);
            default -> new Hold(in, out.add(movement.quantity()), since, expiresAt, capturedAt, order, value, counted);
        };
    }

    /** Told in several events it holds them all, from the first of them, until the last of them expires. */
    private Hold begun(Movement movement) {
        Instant until = movement.expiresAt();
        if (since != null && until != null) {
            until = expiresAt == null || expiresAt.isAfter(until) ? expiresAt : until;
        }
        String served = movement.order();
        return new Hold(
                in.add(movement.quantity()),
                out,
                earlier(since, movement.occurredAt()),
                until,
                capturedAt,
                order == null || (served != null && served.compareTo(order) < 0) ? served : order,
                sum(value, movement.value()),
                counted);
    }

    private static Instant earlier(@Nullable Instant known, Instant other) {
        return known == null || other.isBefore(known) ? other : known;
    }

    /** Of two currencies the first by name stays, so that the order of arrival makes no difference. */
    private static @Nullable Money sum(@Nullable Money one, @Nullable Money other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.currency().equals(other.currency())) {
            return one.plus(other);
        }
        return one.currency().compareTo(other.currency()) < 0 ? one : other;
    }

    /** What is still held at that moment: an expired hold holds nothing, unless a payment was captured by then. */
    BigDecimal open(Instant now) {
        return expired(now) ? BigDecimal.ZERO : in.subtract(out).max(BigDecimal.ZERO);
    }

    boolean expired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now) && (capturedAt == null || capturedAt.isAfter(expiresAt));
    }

    Hold withCounted(BigDecimal other) {
        return new Hold(in, out, since, expiresAt, capturedAt, order, value, other);
    }
}
