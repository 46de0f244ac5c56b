package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Quantity;

/** Goods of a transfer were dispatched, received, or written off on the way; the type says which. */
public record StockTransferred(String transfer, String sku, String from, String to, Quantity quantity) {
    public StockTransferred {
        ContractViolation.requireText(transfer, "transfer");
        ContractViolation.requireText(sku, "sku");
        ContractViolation.requireText(from, "from");
        ContractViolation.requireText(to, "to");
        ContractViolation.require(quantity, "quantity");
    }
}
