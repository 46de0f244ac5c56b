package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order.
 *
 * @param location where the goods are taken from or come back to, once that is known
 * @param reservation the reservation that holds the goods
 * @param restock for returned lines: false sends the goods to damaged; null means true
 */
public record OrderLine(
        int line,
        String sku,
        Quantity quantity,
        @Nullable Money total,
        @Nullable String location,
        @Nullable String reservation,
        @Nullable Boolean restock) {
    public OrderLine {
        ContractViolation.requireText(sku, "lines.sku");
        ContractViolation.require(quantity, "lines.quantity");
    }

    public boolean restocked() {
        return restock == null || restock;
    }
}
