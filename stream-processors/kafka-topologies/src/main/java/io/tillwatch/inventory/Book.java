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
 * @param unit of the figures, as {@link Units} joins what the movements say; empty until one says any
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

    /** What the unit is until a movement says one. */
    private static final String UNSAID = "";

    static final Book EMPTY = new Book(
            UNSAID,
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
        return position(sku, location, now, false);
    }

    /** @param unknownSku whether the assortment does not list it: the position stands all the same */
    StockPosition position(String sku, String location, Instant now, boolean unknownSku) {
        Map<String, BigDecimal> variance = new LinkedHashMap<>();
        counts.forEach(count -> variance.put(count.id(), Quantity.normalized(count.variance())));
        BigDecimal available = Quantity.normalized(available());
        return new StockPosition(
                sku,
                location,
                unit.equals(UNSAID) ? Quantity.EACH : unit,
                Quantity.normalized(onHand),
                Quantity.normalized(reserved),
                Quantity.normalized(inTransit),
                Quantity.normalized(damaged),
                Quantity.normalized(buffer),
                available,
                available,
                null,
                variance,
                unknownSku,
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

    /** Breaks the tie of settings of one time. */
    static String bufferId(Movement set) {
        return set.eventId() + '\u0000' + set.source();
    }

    /** The latest setting holds, by time and then by id, whichever arrives last. */
    Book withBuffer(Movement set) {
        String id = bufferId(set);
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
        return new Book(
                movement.saysUnit() ? unit(movement.unit()) : unit,
                onHand,
                reserved,
                inTransit,
                damaged,
                buffer,
                bufferAt,
                bufferId,
                counts,
                movement.isSale() ? sold.subtract(movement.quantity()) : sold,
                firstAt == null || at.isBefore(firstAt) ? at : firstAt,
                lastAt == null || at.isAfter(lastAt) ? at : lastAt,
                movements + Fold.weight(movement),
                version);
    }

    private String unit(String said) {
        return unit.equals(UNSAID) ? said : Units.joined(unit, said);
    }

    Book withVersion(long next) {
        return new Book(
                unit, onHand, reserved, inTransit, damaged, buffer, bufferAt, bufferId, counts, sold, firstAt, lastAt,
                movements, next);
    }
}
