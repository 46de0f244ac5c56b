package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pos.order.line} or {@code pos.payment}: what an order is made of.
 *
 * @param order the order it belongs to
 * @param what product of a line, payment method of a payment
 * @param amount quantity of a line, amount of a payment
 * @param tax tax in the line; null for payments, and where the row does not tell
 * @param taxes taxes of the line
 */
record OrderPart(
        long id,
        @Nullable Ref order,
        @Nullable Ref what,
        BigDecimal amount,
        @Nullable BigDecimal tax,
        List<Long> taxes) {

    static OrderPart line(Row row) {
        boolean priced = row.has("price_subtotal_incl") && row.has("price_subtotal");
        return new OrderPart(
                row.id(),
                row.ref("order_id"),
                row.ref("product_id"),
                row.number("qty"),
                priced ? row.number("price_subtotal_incl").subtract(row.number("price_subtotal")) : null,
                row.ids("tax_ids_after_fiscal_position"));
    }

    static OrderPart payment(Row row) {
        return new OrderPart(
                row.id(), row.ref("pos_order_id"), row.ref("payment_method_id"), row.number("amount"), null, List.of());
    }
}
