package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The running totals of a position, with its counts in their order.
 *
 * @param bufferAt when the buffer was set; null when it never was
 * @param bufferId id and source of the event that set it: breaks the tie of equal times
 * @param sold units sold since {@code firstAt}, for the expected sales of a silent source
 */
record Book(
        String unit,
        BigDecimal onHand,
        BigDecimal reserved,
        BigDecimal inTransit,
        BigDecimal damaged,
        BigDecimal buffer,
        @Nullable Instant bufferAt,
        String bufferId,
        List<Count> counts,
        BigDecimal sold,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        long movements,
        long version) {

    static final Book EMPTY = new Book(
            Quantity.EACH,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            null,
            "",
            List.of(),
            BigDecimal.ZERO,
            null,
            null,
            0,
            0);

    BigDecimal available() {
        return onHand.subtract(reserved).subtract(buffer);
    }

    StockPosition position(String sku, String location, Instant now) {
        Map<String, BigDecimal> variance = new LinkedHashMap<>();
        counts.forEach(count -> variance.put(count.id(), Quantity.normalized(count.variance())));
        BigDecimal available = Quantity.normalized(available());
        return new StockPosition(
                sku,
                location,
                unit,
                Quantity.normalized(onHand),
                Quantity.normalized(reserved),
                Quantity.normalized(inTransit),
                Quantity.normalized(damaged),
                Quantity.normalized(buffer),
                available,
                available,
                null,
                variance,
                false,
                lastAt == null ? Instant.EPOCH : lastAt,
                now,
                version,
                movements,
                Quantity.normalized(sold),
                firstAt,
                counts.isEmpty() ? null : counts.get(counts.size() - 1).countedAt());
    }

    Book withCounts(List<Count> others) {
        return new Book(
                unit,
                onHand,
                reserved,
                inTransit,
                damaged,
                buffer,
                bufferAt,
                bufferId,
                List.copyOf(others),
                sold,
                firstAt,
                lastAt,
                movements,
                version);
    }

    Book withOnHand(BigDecimal other) {
        return new Book(
                unit, other, reserved, inTransit, damaged, buffer, bufferAt, bufferId, counts, sold, firstAt, lastAt,
                movements, version);
    }

    Book plusReserved(BigDecimal change) {
        return new Book(
                unit,
                onHand,
                reserved.add(change),
                inTransit,
                damaged,
                buffer,
                bufferAt,
                bufferId,
                counts,
                sold,
                firstAt,
                lastAt,
                movements,
                version);
    }

    Book plusInTransit(BigDecimal change) {
        return new Book(
                unit,
                onHand,
                reserved,
                inTransit.add(change),
                damaged,
                buffer,
                bufferAt,
                bufferId,
                counts,
                sold,
                firstAt,
                lastAt,
                movements,
                version);
    }

    Book plusDamaged(BigDecimal change) {
        return new Book(
                unit,
                onHand,
                reserved,
                inTransit,
                damaged.add(change),
                buffer,
                bufferAt,
                bufferId,
                counts,
                sold,
                firstAt,
                lastAt,
                movements,
                version);
    }

    /** The latest setting holds, by time and then by id, whichever arrives last. */
    Book withBuffer(Movement set) {
        String id = set.eventId() + '\u0000' + set.source();
        boolean later = bufferAt == null
                || set.occurredAt().isAfter(bufferAt)
                || (set.occurredAt().equals(bufferAt) && id.compareTo(bufferId) > 0);
        return later
                ? new Book(
                        unit,
                        onHand,
                        reserved,
                        inTransit,
                        damaged,
                        set.quantity(),
                        set.occurredAt(),
                        id,
                        counts,
                        sold,
                        firstAt,
                        lastAt,
                        movements,
                        version)
                : this;
    }

    /** Takes note of a movement without applying it: when, which unit, how much was sold. */
    Book noting(Movement movement) {
        Instant at = movement.occurredAt();
        boolean isSale =
                movement.kind() == MovementKind.ON_HAND && movement.type().startsWith("retail.sale.");
        return new Book(
                unit(movement.unit()),
                onHand,
                reserved,
                inTransit,
                damaged,
                buffer,
                bufferAt,
                bufferId,
                counts,
                isSale ? sold.subtract(movement.quantity()) : sold,
                firstAt == null || at.isBefore(firstAt) ? at : firstAt,
                lastAt == null || at.isAfter(lastAt) ? at : lastAt,
                movements + 1,
                version);
    }

    /** Pieces are what a unit is until somebody says otherwise; of others the first by name, whichever arrives last. */
    private String unit(String said) {
        if (said.equals(Quantity.EACH) || said.equals(unit)) {
            return unit;
        }
        return unit.equals(Quantity.EACH) || said.compareTo(unit) < 0 ? said : unit;
    }

    Book withVersion(long next) {
        return new Book(
                unit, onHand, reserved, inTransit, damaged, buffer, bufferAt, bufferId, counts, sold, firstAt, lastAt,
                movements, next);
    }
}
