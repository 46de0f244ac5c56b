package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Movements of mugs in one store, with the least that each needs. */
final class Movements {
    static final String SKU = "MUG";
    static final String STORE = "store-7";

    private Movements() {}

    static Movement sold(String id, long pieces, Instant at) {
        return at(STORE, id, MovementKind.ON_HAND, EventType.SALE_COMPLETED, -pieces, null, at, null, null);
    }

    static Movement received(String id, long pieces, Instant at) {
        return at(STORE, id, MovementKind.ON_HAND, EventType.STOCK_RECEIVED, pieces, null, at, null, null);
    }

    static Movement counted(String id, String count, long pieces, Instant at) {
        return at(STORE, id, MovementKind.COUNTED, EventType.STOCK_COUNTED, pieces, count, at, null, null);
    }

    static Movement of(MovementKind kind, String id, long pieces, @Nullable String document, Instant at) {
        return at(STORE, id, kind, EventType.STOCK_ADJUSTED, pieces, document, at, null, null);
    }

    static Movement reserved(
            String id, long pieces, String reservation, @Nullable String order, @Nullable Money value, Instant at) {
        return at(STORE, id, MovementKind.RESERVED, EventType.STOCK_RESERVED, pieces, reservation, at, order, value);
    }

    static Movement at(
            String location,
            String id,
            MovementKind kind,
            EventType type,
            long pieces,
            @Nullable String document,
            Instant at,
            @Nullable String order,
            @Nullable Money value) {
        return new Movement(
                SKU,
                location,
                "/source",
                id,
                1,
                kind,
                type.typeName(),
                BigDecimal.valueOf(pieces),
                "each",
                at,
                -1,
                null,
                document,
                null,
                Map.of(),
                order,
                value,
                at,
                null);
    }

    /** The book of the store after these. */
    static Book book(List<Movement> movements) {
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        StockLedger ledger = new StockLedger(store);
        movements.forEach(movement -> ledger.apply(movement, movement.occurredAt()));
        return store.book(SKU, STORE);
    }
}
