package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Goods are held for an order.
 *
 * @param expiresAt when the hold ends by itself, unless a payment was captured by then; null means never
 * @param value what the customer pays for these goods: the price of losing them
 */
public record StockReserved(
        String reservation,
        String sku,
        String location,
        Quantity quantity,
        @Nullable Instant expiresAt,
        @Nullable String order,
        @Nullable Money value) {
    public StockReserved {
        ContractViolation.requireText(reservation, "reservation");
        ContractViolation.requireText(sku, "sku");
        ContractViolation.requireText(location, "location");
        ContractViolation.require(quantity, "quantity");
    }
}
