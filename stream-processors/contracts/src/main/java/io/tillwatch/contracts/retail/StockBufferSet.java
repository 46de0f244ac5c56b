package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Quantity;

/** A safety buffer that channels may not sell. */
public record StockBufferSet(String sku, String location, Quantity quantity) {
    public StockBufferSet {
        ContractViolation.requireText(sku, "sku");
        ContractViolation.requireText(location, "location");
        ContractViolation.require(quantity, "quantity");
    }
}
