package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The books were corrected by hand.
 *
 * @param quantity signed: negative for a write-off
 * @param reason code or free text as the source gave it
 */
public record StockAdjusted(
        String sku,
        String location,
        Quantity quantity,
        @Nullable String reason) {
    public StockAdjusted {
        ContractViolation.requireText(sku, "sku");
        ContractViolation.requireText(location, "location");
        ContractViolation.require(quantity, "quantity");
    }
}
