package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Quantity;
import org.jspecify.annotations.Nullable;

/** Goods arrived from a supplier. */
public record StockReceived(
        String sku,
        String location,
        Quantity quantity,
        @Nullable String document) {
    public StockReceived {
        ContractViolation.requireText(sku, "sku");
        ContractViolation.requireText(location, "location");
        ContractViolation.require(quantity, "quantity");
    }
}
