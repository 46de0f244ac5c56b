package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code account.move.line}.
 *
 * @param balance in the company's currency
 * @param foreign the balance in the line's own currency; null when the row does not tell
 * @param taxLine the tax that a tax line is of
 */
record EntryLine(
        long id,
        @Nullable Ref entry,
        @Nullable String name,
        @Nullable String displayType,
        @Nullable String accountType,
        BigDecimal balance,
        @Nullable BigDecimal foreign,
        @Nullable Ref currency,
        BigDecimal quantity,
        BigDecimal subtotal,
        @Nullable Ref product,
        List<Long> taxes,
        @Nullable Ref taxLine) {

    static EntryLine of(Row row) {
        return new EntryLine(
                row.id(),
                row.ref("move_id"),
                row.text("name"),
                row.text("display_type"),
                row.text("account_type"),
                row.number("balance"),
                row.has("amount_currency") ? row.number("amount_currency") : null,
                row.ref("currency_id"),
                row.number("quantity"),
                row.number("price_subtotal"),
                row.ref("product_id"),
                row.ids("tax_ids"),
                row.ref("tax_line_id"));
    }

    boolean tax() {
        return Agreement.taxLine(orEmpty(displayType));
    }

    boolean income() {
        return Agreement.incomeLine(orEmpty(displayType), orEmpty(accountType), orEmpty(name));
    }

    boolean cashRounding() {
        return Agreement.cashRoundingLine(orEmpty(name));
    }

    /** What is owed for the payments of one method. */
    boolean receivable() {
        return "payment_term".equals(displayType);
    }

    boolean closingDifference() {
        return Agreement.closingDifferenceLine(orEmpty(name));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
