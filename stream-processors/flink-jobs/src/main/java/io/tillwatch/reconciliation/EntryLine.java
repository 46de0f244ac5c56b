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

    private static final String CASH_ROUNDING = "Rounding line";
    private static final String CLOSING_DIFFERENCE = "Difference at closing PoS session";

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
        return "tax".equals(displayType);
    }

    boolean income() {
        return "product".equals(displayType) && "income".equals(accountType) && !cashRounding();
    }

    boolean cashRounding() {
        return CASH_ROUNDING.equals(name);
    }

    boolean closingDifference() {
        return CLOSING_DIFFERENCE.equals(name);
    }
}
