package io.tillwatch.reconciliation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code account.move.line}. */
record EntryLine(
        long id,
        @Nullable Ref entry,
        @Nullable String name,
        @Nullable String displayType,
        @Nullable String accountType,
        BigDecimal balance,
        BigDecimal quantity,
        BigDecimal subtotal,
        @Nullable Ref product,
        List<Long> taxes) {

    static EntryLine of(Row row) {
        return new EntryLine(
                row.id(),
                row.ref("move_id"),
                row.text("name"),
                row.text("display_type"),
                row.text("account_type"),
                row.number("balance"),
                row.number("quantity"),
                row.number("price_subtotal"),
                row.ref("product_id"),
                row.ids("tax_ids"));
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

    boolean closingDifference() {
        return Agreement.closingDifferenceLine(orEmpty(name));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
