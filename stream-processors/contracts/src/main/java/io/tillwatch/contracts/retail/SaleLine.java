package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A line of a receipt or return.
 *
 * @param line number within the document, from 1
 * @param quantity positive: the event's type says whether goods leave or come back
 * @param unitPrice before discount, tax included
 * @param total what the line adds to the document, after discount, tax included
 * @param restock for returns: false sends the goods to damaged; null means true
 * @param goods false for postage, fees, vouchers: they have a price but no stock; null means true
 */
public record SaleLine(
        int line,
        String sku,
        Quantity quantity,
        Money unitPrice,
        Money total,
        @Nullable Boolean restock,
        @Nullable Boolean goods) {
    public SaleLine {
        ContractViolation.requireText(sku, "lines.sku");
        ContractViolation.require(quantity, "lines.quantity");
        ContractViolation.require(unitPrice, "lines.unitPrice");
        ContractViolation.require(total, "lines.total");
    }

    public boolean movesStock() {
        return goods == null || goods;
    }

    public boolean restocked() {
        return restock == null || restock;
    }
}
