package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code stock.move}.
 *
 * @param toCustomer quantity that went to a customer; negative when it came back, zero when it stayed in the house
 */
record Moved(long id, @Nullable Ref picking, @Nullable Ref product, boolean done, BigDecimal toCustomer) {
    static Moved of(Row row) {
        boolean out = "customer".equals(row.text("location_dest_usage"));
        boolean back = "customer".equals(row.text("location_usage"));
        BigDecimal quantity = row.number("quantity");
        return new Moved(
                row.id(),
                row.ref("picking_id"),
                row.ref("product_id"),
                "done".equals(row.text("state")),
                out == back ? BigDecimal.ZERO : out ? quantity : quantity.negate());
    }
}
