package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds how a receipt was paid against the payments that Odoo booked for it. */
final class TenderCheck {
    private final Books books;
    private final Rules rules;

    TenderCheck(Books books, Rules rules) {
        this.books = books;
        this.rules = rules;
    }

    /** True when they agree, and where a side does not tell in words that the other knows. */
    boolean check(Sale sale, PosOrder order, Verdicts verdicts) {
        Means wanted = Means.of(sale.tender());
        List<OrderPart> payments = books.payments.by("order", order.id());
        if (wanted == null || payments.size() != order.payments().size()) {
            return true;
        }
        Map<Means, BigDecimal> booked = new EnumMap<>(Means.class);
        for (OrderPart payment : payments) {
            Means means = means(payment);
            if (means == null) {
                return true;
            }
            booked.merge(means, payment.amount(), BigDecimal::add);
        }
        List<String> others = booked.entrySet().stream()
                .filter(means -> means.getKey() != wanted && counts(means.getValue(), sale))
                .map(means -> means.getKey().type())
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
        return !Agreement.total(Money.of(amount, sale.total().currency()).minor(), rules);
    }

    private @Nullable Means means(OrderPart payment) {
        Ref method = payment.what();
        Books.Named row = method == null ? null : books.paymentMethods.get(method.id());
        return row == null ? null : Means.of(row.type());
    }
}
