package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a return against its credit note, whose amounts Odoo writes without a sign. */
final class CreditCheck {
    private final Books books;
    private final Rules rules;
    private final Periods periods;

    CreditCheck(Books books, Rules rules) {
        this.books = books;
        this.rules = rules;
        this.periods = new Periods(rules);
    }

    /** Amounts agree; all else is judged here. */
    void compare(Sale back, JournalEntry credit, Verdicts verdicts) {
        String booked = books.currencyName(credit.currency());
        boolean clean = period(back, credit, verdicts);
        if (booked != null && !booked.equals(back.total().currency())) {
            clean = false;
            verdicts.add(new Finding(
                            Level.SALE,
                            BreakKind.CURRENCY_MISMATCH,
                            "Returned in " + back.total().currency() + ", credited in " + booked + ".")
                    .sale(back)
                    .entry(credit)
                    .atStake(back.total()));
        } else {
            clean &= tax(back, credit, verdicts) && quantities(back, credit, verdicts);
        }
        if (clean) {
            verdicts.matched();
        }
    }

    Finding amount(Sale back, JournalEntry credit) {
        Money credited = negative(credit.total(), credit, back.total().currency());
        Money difference = credited.minus(back.total());
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.AMOUNT_MISMATCH,
                        "Returned for " + back.total().abs() + ", credited for " + credited.abs() + ".")
                .sale(back)
                .entry(credit)
                .amounts(back.total(), credited);
        Money tax = back.tax();
        if (tax == null) {
            return finding.part("unexplained", difference);
        }
        Money more = negative(credit.tax(), credit, tax.currency()).minus(tax);
        return finding.part("net", difference.minus(more)).part("tax", more);
    }

    private Money negative(BigDecimal amount, JournalEntry credit, String currency) {
        return books.money(amount, credit.currency(), currency).negate();
    }

    private boolean period(Sale back, JournalEntry credit, Verdicts verdicts) {
        if (!periods.isWrong(back.at(), credit.date())) {
            return true;
        }
        verdicts.add(new Finding(
                        Level.SALE,
                        BreakKind.LATE_POSTING,
                        "Returned on " + periods.day(back.at()) + ", credited with date " + credit.date()
                                + ": in another period.")
                .sale(back)
                .entry(credit)
                .atStake(back.total()));
        return false;
    }

    private boolean tax(Sale back, JournalEntry credit, Verdicts verdicts) {
        Money tax = back.tax();
        if (tax == null) {
            return true;
        }
        Money credited = negative(credit.tax(), credit, tax.currency());
        if (Agreement.tax(credited.minus(tax).minor(), back.quantities().size(), rules)) {
            return true;
        }
        verdicts.add(new Finding(
                        Level.SALE,
                        BreakKind.TAX_MISMATCH,
                        "The total agrees; tax is " + tax + " in the return and " + credited + " on the credit note.")
                .sale(back)
                .entry(credit)
                .amounts(tax, credited)
                .part("tax", credited.minus(tax)));
        return false;
    }

    private boolean quantities(Sale back, JournalEntry credit, Verdicts verdicts) {
        Map<String, BigDecimal> credited = credited(credit);
        List<String> different = back.quantities().isEmpty() || credited == null
                ? List.of()
                : Quantities.different(back.quantities(), credited);
        if (different.isEmpty()) {
            return true;
        }
        verdicts.add(new Finding(
                        Level.SALE,
                        BreakKind.QUANTITY_MISMATCH,
                        "The totals agree; the quantities of " + String.join(", ", different) + " do not.")
                .sale(back)
                .entry(credit)
                .atStake(back.total())
                .fact("skus", String.join(",", different)));
        return false;
    }

    /** Below zero, as the return tells them; null when some of it has no SKU. */
    private @Nullable Map<String, BigDecimal> credited(JournalEntry credit) {
        List<EntryLine> lines = books.linesOf(credit);
        if (lines == null || lines.isEmpty()) {
            return null;
        }
        Map<String, BigDecimal> quantities = new HashMap<>();
        for (EntryLine line : lines) {
            if (line.income()) {
                String sku = books.sku(line.product());
                if (sku == null) {
                    return null;
                }
                quantities.merge(sku, line.quantity().negate(), BigDecimal::add);
            }
        }
        return quantities;
    }
}
