package io.tillwatch.reconciliation;

import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells a receipt that is not in Odoo: expected while its session may still take it, a break from then on. */
final class MissingReceipts {
    private final Sold sold;
    private final Books books;
    private final Rules rules;
    private final Ageing ageing;

    MissingReceipts(Sold sold, Books books, Rules rules, Ageing ageing) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
        this.ageing = ageing;
    }

    /** @param session where it belongs; null when Odoo does not know it */
    void tell(Sale sale, @Nullable PosSession session, @Nullable Instant tillClosed, Instant asOf, Verdicts verdicts) {
        boolean closed = session != null && session.closed();
        boolean overdue = tillClosed != null
                ? ageing.isOver(tillClosed, rules.closeWithin(), asOf)
                : ageing.isOver(sale.at(), rules.sessionOpenAtMost(), asOf);
        if (!closed && !overdue) {
            verdicts.waiting();
            if (!ageing.isOver(sale.at(), rules.importWithin(), asOf)) {
                verdicts.pending();
                return;
            }
        }
        String where = session == null
                ? "Odoo does not know its session"
                : closed ? "its session is closed" : "its session is still open";
        PosOrder unsold = sold.uuids(sale).stream()
                .flatMap(uuid -> books.orders.by("uuid", uuid).stream())
                .findFirst()
                .orElse(null);
        BreakKind kind = unsold == null
                ? BreakKind.MISSING_IN_ODOO
                : unsold.cancelled() ? BreakKind.CANCELLED_POSTING : BreakKind.DRAFT_POSTING;
        String how = unsold == null
                ? "is not in Odoo"
                : unsold.cancelled() ? "is a cancelled order in Odoo" : "is only a draft in Odoo";
        Finding finding = new Finding(Level.SALE, kind, "Receipt of " + sale.total() + " " + how + "; " + where + ".")
                .sale(sale)
                .amounts(sale.total(), null)
                .part("missing receipt " + sale.id(), sale.total().negate())
                .expectedWhile(!closed && !overdue);
        sold.evidenceOf(sale).forEach(finding::evidence);
        if (unsold != null) {
            finding.order(unsold);
        }
        verdicts.add(session == null ? finding : finding.session(session));
    }
}
