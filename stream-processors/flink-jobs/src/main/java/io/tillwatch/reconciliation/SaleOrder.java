package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code sale.order}.
 *
 * @param reference {@code client_order_ref}: the channel's order number
 */
record SaleOrder(
        long id,
        String name,
        @Nullable String reference,
        String state,
        BigDecimal total,
        @Nullable Ref currency,
        List<Long> invoices,
        @Nullable String delivery,
        @Nullable Instant orderedAt,
        @Nullable Instant writtenAt) {

    static SaleOrder of(Row row) {
        String name = row.text("name");
        String state = row.text("state");
        return new SaleOrder(
                row.id(),
                name == null ? "order " + row.id() : name,
                row.text("client_order_ref"),
                state == null ? "" : state,
                row.number("amount_total"),
                row.ref("currency_id"),
                row.ids("invoice_ids"),
                row.text("delivery_status"),
                row.instant("date_order"),
                row.instant("write_date"));
    }

    /** Whether it is confirmed and the channel's number is missing: then only its amount and day can tell what it is. */
    boolean unkeyed() {
        return reference == null && (state.equals("sale") || state.equals("done"));
    }

    boolean cancelled() {
        return state.equals("cancel");
    }
}
