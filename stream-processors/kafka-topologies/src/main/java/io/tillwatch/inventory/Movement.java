package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one line of one event does to one position.
 *
 * @param line counts the movements of the event, so that two lines of the same SKU are two movements, whatever
 *     numbers the document gives them
 * @param type event type, for people
 * @param quantity as the event says it; signed only for {@link MovementKind#ON_HAND}
 * @param sequence the source's; -1 when it has none
 * @param sourceEpoch within which the sequence counts: a reinstalled till begins again at 1; null when it says none
 * @param document reservation, transfer or count that it belongs to
 * @param expiresAt for reservations; null means never
 * @param cut for counts: source, or {@code source#epoch}, to the last sequence that is included
 * @param order order that a reservation serves
 * @param value what the customer pays for reserved goods
 * @param arrivedAt when the log had it: what was known at a time is what had arrived by then
 * @param voidedAt when a correction undid it: kept for people, counts for nothing from then on; null when it counts
 */
record Movement(
        String sku,
        String location,
        String source,
        String eventId,
        int line,
        MovementKind kind,
        String type,
        BigDecimal quantity,
        String unit,
        Instant occurredAt,
        long sequence,
        @Nullable String sourceEpoch,
        @Nullable String document,
        @Nullable Instant expiresAt,
        Map<String, Long> cut,
        @Nullable String order,
        @Nullable Money value,
        Instant arrivedAt,
        @Nullable Instant voidedAt) {

    boolean isOf(EventRef event) {
        return eventId.equals(event.id()) && source.equals(event.source());
    }

    boolean voided() {
        return voidedAt != null;
    }

    /** Goods that a customer took along. */
    boolean isSale() {
        return kind == MovementKind.ON_HAND && type.startsWith("retail.sale.");
    }

    /** Nothing of something has no unit: captured payments and empty corrections say none. */
    boolean saysUnit() {
        return quantity.signum() != 0;
    }

    /** @param at null makes it count again, as it did before its correction came */
    Movement withVoided(@Nullable Instant at) {
        return new Movement(
                sku,
                location,
                source,
                eventId,
                line,
                kind,
                type,
                quantity,
                unit,
                occurredAt,
                sequence,
                sourceEpoch,
                document,
                expiresAt,
                cut,
                order,
                value,
                arrivedAt,
                at);
    }

    /** What it adds to the shelf. */
    BigDecimal onHandChange() {
        return switch (kind.onHandSign()) {
            case 1 -> quantity;
            case -1 -> quantity.negate();
            default -> BigDecimal.ZERO;
        };
    }
}
