package io.tillwatch.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code stock.picking}: the transfer of a session's goods when it closed, of one receipt, or of one order.
 *
 * @param session till session
 * @param order the receipt's order, where stock moves receipt by receipt
 * @param saleOrder order of a channel without tills
 */
record Picking(
        long id,
        @Nullable Ref session,
        @Nullable Ref order,
        @Nullable Ref saleOrder) {
    static Picking of(Row row) {
        return new Picking(row.id(), row.ref("pos_session_id"), row.ref("pos_order_id"), row.ref("sale_id"));
    }
}
