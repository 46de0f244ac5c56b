package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sale as the retailer's side knows it: a receipt or return of a till, or an order of a channel without tills.
 *
 * @param id what a person calls it: receipt or order number
 * @param store where it was sold
 * @param session till session, by the name or the id that Odoo gives it; null for orders of channels without tills,
 *     and where the source does not tell it
 * @param uuid the till's own identity of the sale, which Odoo keeps
 * @param ticket number on the receipt; not unique by itself
 * @param order the channel's order number, which Odoo keeps as {@code client_order_ref}; of a return its own number, or
 *     that of the order that comes back
 * @param at when it was sold
 * @param total tax included; negative for returns
 * @param tax null when the source does not tell
 * @param tender how it was paid: {@code cash}, {@code card}; null when unknown or mixed
 * @param quantities signed quantity by SKU; empty when the source does not tell
 */
public record Sale(
        String id,
        String channel,
        @Nullable String store,
        @Nullable String session,
        @Nullable String uuid,
        @Nullable String ticket,
        @Nullable String order,
        Instant at,
        Money total,
        @Nullable Money tax,
        @Nullable String tender,
        Map<String, BigDecimal> quantities) {

    public Sale {
        if (session == null && order == null && uuid == null) {
            throw new IllegalArgumentException(
                    "nothing to find it by in Odoo: neither external_ref, session_id nor uuid");
        }
        quantities = Map.copyOf(quantities);
    }

    /** Whether a till rang it, so that a session entry posts it. */
    public boolean ofTill() {
        return order == null;
    }

    /** Whether it takes an order of such a channel back, or a part of it: then it is below zero. */
    boolean isReturnOfOrder() {
        return order != null && total.minor() < 0;
    }

    /** What makes it the same sale when it is delivered again. */
    String identity() {
        if (isReturnOfOrder()) {
            return "return " + order + " " + id;
        }
        return order != null ? "order " + order : uuid != null ? identityOf(uuid) : "ticket " + session + " " + id;
    }

    /** Of a receipt that has a uuid. */
    static String identityOf(String uuid) {
        return "uuid " + uuid;
    }
}
