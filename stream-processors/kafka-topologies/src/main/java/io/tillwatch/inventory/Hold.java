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
            case RESERVED, EXPECTED ->
                new Hold(
                        in.add(movement.quantity()),
                        out,
                        movement.occurredAt(),
                        movement.expiresAt(),
                        capturedAt,
                        movement.order(),
                        movement.value(),
                        counted);
            case CAPTURED ->
                new Hold(
                        in,
                        out,
                        since,
                        expiresAt,
                        capturedAt == null || movement.occurredAt().isBefore(capturedAt)
                                ? movement.occurredAt()
                                : capturedAt,
                        order,
                        value,
                        counted);
            default -> new Hold(in, out.add(movement.quantity()), since, expiresAt, capturedAt, order, value, counted);
        };
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
