package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pos.order.line} or {@code pos.payment}: what an order is made of.
 *
 * @param order the order it belongs to
 * @param what product of a line, payment method of a payment
 * @param amount quantity of a line, amount of a payment
 */
record OrderPart(long id, @Nullable Ref order, @Nullable Ref what, BigDecimal amount) {

    static OrderPart line(Row row) {
        return new OrderPart(row.id(), row.ref("order_id"), row.ref("product_id"), row.number("qty"));
    }

    static OrderPart payment(Row row) {
        return new OrderPart(row.id(), row.ref("pos_order_id"), row.ref("payment_method_id"), row.number("amount"));
    }
}
