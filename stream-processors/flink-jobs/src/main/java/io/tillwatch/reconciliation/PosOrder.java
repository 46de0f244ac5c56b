package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pos.order}.
 *
 * @param ticket {@code pos_reference}
 * @param invoice the order's own invoice
 * @param reversals entries that took the order out of the session's entry because it was invoiced after the closing
 */
record PosOrder(
        long id,
        String name,
        @Nullable String uuid,
        @Nullable String ticket,
        String state,
        @Nullable Ref session,
        @Nullable Instant orderedAt,
        BigDecimal total,
        BigDecimal tax,
        @Nullable Ref currency,
        @Nullable Ref invoice,
        List<Long> reversals,
        List<Long> lines,
        List<Long> payments) {

    static PosOrder of(Row row) {
        String name = row.text("name");
        String state = row.text("state");
        return new PosOrder(
                row.id(),
                name == null ? "order " + row.id() : name,
                row.text("uuid"),
                row.text("pos_reference"),
                state == null ? "" : state,
                row.ref("session_id"),
                row.instant("date_order"),
                row.number("amount_total"),
                row.number("amount_tax"),
                row.ref("currency_id"),
                row.ref("account_move"),
                row.ids("reversed_move_ids"),
                row.ids("lines"),
                row.ids("payment_ids"));
    }

    /** Whether it is a sale at all: a draft or a cancelled order is none. */
    boolean counts() {
        return Agreement.counts(state);
    }

    boolean cancelled() {
        return state.equals("cancel");
    }

    boolean isIn(PosSession some) {
        return session != null && session.id() == some.id();
    }

    /** Whether the session's entry holds it: invoiced at the till it does not, invoiced later it still does. */
    boolean inSessionEntry() {
        return counts() && Agreement.inSessionEntry(invoice != null, !reversals.isEmpty());
    }
}
