package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.util.List;

/** Tells receipts and orders without keys of which it is certain that they differ, and not which of them is which. */
final class OpenMatches {
    private final Books books;

    OpenMatches(Books books) {
        this.books = books;
    }

    void tell(PosSession session, List<AmountMatching.Open> open, Verdicts verdicts) {
        open.forEach(some -> verdicts.add(finding(session, some)));
    }

    private Finding finding(PosSession session, AmountMatching.Open open) {
        String currency = open.sales().get(0).total().currency();
        Money sold = open.sales().stream().map(Sale::total).reduce(Money.zero(currency), Money::plus);
        Money booked = open.orders().stream()
                .map(order -> books.money(order.total(), order.currency(), currency))
                .reduce(Money.zero(currency), Money::plus);
        int more = open.sales().size() - open.orders().size();
        boolean pair = open.sales().size() == 1 && open.orders().size() == 1;
        BreakKind kind = pair
                ? BreakKind.AMOUNT_MISMATCH
                : !open.alike()
                        ? BreakKind.UNEXPLAINED
                        : more > 0 ? BreakKind.MISSING_IN_ODOO : BreakKind.DUPLICATE_ORDER;
        String explanation = pair
                ? "The only receipt without an order says " + sold + ", the only order without a receipt " + booked
                        + "; neither has a key."
                : !open.alike()
                        ? open.sales().size() + " receipts of " + sold + " and "
                                + open.orders().size() + " orders of " + booked + " carry no key and do not agree."
                        : Math.abs(more) + " of "
                                + Math.max(open.sales().size(), open.orders().size()) + " "
                                + (more > 0 ? "receipts" : "orders") + " of the same amount "
                                + (more > 0 ? "is not in Odoo" : "is too many")
                                + "; without a key nobody can say which.";
        Finding finding = new Finding(pair ? Level.SALE : Level.SESSION, kind, explanation)
                .session(session)
                .amounts(sold, booked)
                .suggested()
                .fact(
                        "alternatives",
                        Integer.toString(
                                Math.max(open.sales().size(), open.orders().size())))
                .part("unexplained", booked.minus(sold));
        open.sales().forEach(finding::sale);
        open.orders().forEach(finding::order);
        return finding;
    }
}
