package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds a receipt against the order that Odoo made of it. */
final class ReceiptCheck {
    private final Books books;
    private final Rules rules;
    private final TenderCheck tenders;
    private final ReceiptInvoiceCheck invoices;

    ReceiptCheck(Books books, Rules rules) {
        this.books = books;
        this.rules = rules;
        this.tenders = new TenderCheck(books, rules);
        this.invoices = new ReceiptInvoiceCheck(books, rules);
    }

    /** By how much the order differs from the receipt within rounding, in minor units; findings take the rest. */
    long compare(Sale sale, PosOrder order, @Nullable PosSession expected, Verdicts verdicts) {
        String currency = sale.total().currency();
        String booked = books.currencyName(order.currency());
        boolean clean = sameSession(sale, order, expected, verdicts);
        clean &= tenders.check(sale, order, verdicts);
        clean &= invoices.check(sale, order, verdicts);
        if (booked != null && !booked.equals(currency)) {
            verdicts.add(new Finding(
                            Level.SALE,
                            BreakKind.CURRENCY_MISMATCH,
                            "Sold in " + currency + ", in Odoo in " + booked + ".")
                    .sale(sale)
                    .order(order)
                    .atStake(sale.total()));
            return 0;
        }
        Money total = books.money(order.total(), order.currency(), currency);
        Money difference = total.minus(sale.total());
        boolean rounding = Agreement.total(difference.minor(), rules);
        if (rounding) {
            clean &= sameTax(sale, order, verdicts);
            clean &= sameQuantities(sale, order, verdicts);
        } else {
            verdicts.add(amount(sale, order, total, difference));
            clean = false;
        }
        if (clean) {
            verdicts.matched();
        }
        return rounding ? difference.minor() : 0;
    }

    private Finding amount(Sale sale, PosOrder order, Money total, Money difference) {
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.AMOUNT_MISMATCH,
                        "The receipt says " + sale.total() + ", the order in Odoo " + total + ".")
                .sale(sale)
                .order(order)
                .amounts(sale.total(), total);
        List<String> skus = differentQuantities(sale, order);
        if (!skus.isEmpty()) {
            finding.fact("skus", String.join(",", skus));
        }
        Money tax = sale.tax();
        if (tax == null) {
            return finding.part("unexplained", difference);
        }
        Money taxDifference =
                books.money(order.tax(), order.currency(), tax.currency()).minus(tax);
        return finding.part("net", difference.minus(taxDifference)).part("tax", taxDifference);
    }

    private boolean sameTax(Sale sale, PosOrder order, Verdicts verdicts) {
        Money tax = sale.tax();
        if (tax == null) {
            return true;
        }
        Money booked = books.money(order.tax(), order.currency(), tax.currency());
        if (!booked.currency().equals(tax.currency())) {
            return true;
        }
        if (Agreement.tax(booked.minus(tax).minor(), sale.quantities().size(), rules)) {
            return true;
        }
        verdicts.add(new Finding(
                        Level.SALE,
                        BreakKind.TAX_MISMATCH,
                        "The total agrees; tax is " + tax + " on the receipt and " + booked + " in Odoo.")
                .sale(sale)
                .order(order)
                .amounts(tax, booked)
                .part("tax", booked.minus(tax)));
        return false;
    }

    private boolean sameQuantities(Sale sale, PosOrder order, Verdicts verdicts) {
        List<String> different = differentQuantities(sale, order);
        if (different.isEmpty()) {
            return true;
        }
        verdicts.add(new Finding(
                        Level.SALE,
                        BreakKind.QUANTITY_MISMATCH,
                        "The totals agree; the quantities of " + String.join(", ", different) + " do not.")
                .sale(sale)
                .order(order)
                .atStake(sale.total())
                .fact("skus", String.join(",", different)));
        return false;
    }

    /** SKUs whose quantities differ; empty as well where a side does not tell. */
    private List<String> differentQuantities(Sale sale, PosOrder order) {
        List<OrderPart> lines = books.orderLines.by("order", order.id());
        if (sale.quantities().isEmpty()
                || lines.isEmpty()
                || lines.size() != order.lines().size()) {
            return List.of();
        }
        Map<String, BigDecimal> booked = new HashMap<>();
        for (OrderPart line : lines) {
            String sku = books.sku(line.what());
            if (sku == null) {
                return List.of();
            }
            booked.merge(sku, line.amount(), BigDecimal::add);
        }
        return Quantities.different(sale.quantities(), booked);
    }

    private boolean sameSession(Sale sale, PosOrder order, @Nullable PosSession expected, Verdicts verdicts) {
        Ref session = order.session();
        if (expected == null || session == null || session.id() == expected.id()) {
            return true;
        }
        PosSession other = books.sessions.get(session.id());
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.WRONG_SESSION,
                        "Rung in session " + expected.name() + ", but Odoo put it into "
                                + (other == null ? "session " + session.id() : other.name())
                                + ": it arrived after its own was closed.")
                .sale(sale)
                .order(order)
                .session(expected)
                .atStake(sale.total());
        if (other != null) {
            finding.fact("otherSession", other.name());
        }
        verdicts.add(finding);
        return false;
    }
}
