package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds how a receipt was paid against the payments that Odoo booked for it. */
final class TenderCheck {
    private static final String CASH = "cash";
    private static final String BANK = "bank";
    private static final String LATER = "pay_later";
    private static final Map<String, String> MEANS = Map.ofEntries(
            Map.entry("cash", CASH),
            Map.entry("card", BANK),
            Map.entry("bank", BANK),
            Map.entry("credit", BANK),
            Map.entry("credit_card", BANK),
            Map.entry("debit", BANK),
            Map.entry("debit_card", BANK),
            Map.entry("account", LATER),
            Map.entry("customer_account", LATER),
            Map.entry("pay_later", LATER));
    private static final Set<String> KNOWN = Set.of(CASH, BANK, LATER);

    private final Books books;
    private final Rules rules;

    TenderCheck(Books books, Rules rules) {
        this.books = books;
        this.rules = rules;
    }

    /** True when they agree, and where a side does not tell in words that the other knows. */
    boolean check(Sale sale, PosOrder order, Verdicts verdicts) {
        String wanted = sale.tender() == null ? null : MEANS.get(sale.tender().toLowerCase(Locale.ROOT));
        List<OrderPart> payments = books.payments.by("order", order.id());
        if (wanted == null || payments.size() != order.payments().size()) {
            return true;
        }
        Map<String, BigDecimal> booked = new TreeMap<>();
        for (OrderPart payment : payments) {
            String means = means(payment);
            if (means == null) {
                return true;
            }
            booked.merge(means, payment.amount(), BigDecimal::add);
        }
        List<String> others = booked.entrySet().stream()
                .filter(means -> !means.getKey().equals(wanted) && counts(means.getValue(), sale))
                .map(Map.Entry::getKey)
                .toList();
        if (others.isEmpty()) {
            return true;
        }
        verdicts.add(new Finding(
                        Level.SALE,
                        BreakKind.TENDER_MISMATCH,
                        "Paid by " + sale.tender() + " at the till, booked as " + String.join(", ", others)
                                + " in Odoo.")
                .sale(sale)
                .order(order)
                .atStake(sale.total()));
        return false;
    }

    private boolean counts(BigDecimal amount, Sale sale) {
        return Math.abs(Money.of(amount, sale.total().currency()).minor()) > rules.centsPerReceipt();
    }

    private @Nullable String means(OrderPart payment) {
        Ref method = payment.what();
        Books.Named row = method == null ? null : books.paymentMethods.get(method.id());
        String type = row == null ? null : row.type();
        return type != null && KNOWN.contains(type) ? type : null;
    }
}
