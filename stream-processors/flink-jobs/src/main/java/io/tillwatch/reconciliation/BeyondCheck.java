package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells orders of a session that no receipt accounts for: sent twice, voided, or never sold. */
final class BeyondCheck {
    private final Sold sold;
    private final Books books;
    private final Rules rules;
    private final Ageing ageing;

    BeyondCheck(Sold sold, Books books, Rules rules, Ageing ageing) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
        this.ageing = ageing;
    }

    void tell(
            PosSession session,
            List<PosOrder> orders,
            SessionMatching matching,
            @Nullable Instant tillClosed,
            Instant asOf,
            Verdicts verdicts) {
        for (PosOrder order : orders) {
            if (!order.counts() || matching.claims(order)) {
                continue;
            }
            Sale owner = sold.withUuid(order.uuid());
            boolean voided = owner != null && sold.isVoided(owner);
            if (owner != null && !voided && isItsOwn(owner, order)) {
                continue;
            }
            Sale twin = owner != null && !voided ? owner : twin(order, session);
            if (twin != null) {
                verdicts.add(duplicate(session, order, twin));
            } else {
                unknown(session, order, voided, tillClosed, asOf, verdicts);
            }
        }
    }

    private boolean isItsOwn(Sale owner, PosOrder order) {
        PosSession session = owner.session() == null ? null : books.session(owner.session());
        PosOrder first = SessionMatching.orderOf(sold, books, owner, session);
        return first != null && first.id() == order.id();
    }

    /** Tickets repeat from till to till: a receipt of another session is this one only when its time agrees as well. */
    private @Nullable Sale twin(PosOrder order, PosSession session) {
        if (order.ticket() == null) {
            return null;
        }
        return sold.withTicket(order.ticket()).stream()
                .filter(sale -> !sold.isVoided(sale))
                .filter(sale -> books.money(
                                order.total(), order.currency(), sale.total().currency())
                        .equals(sale.total()))
                .filter(sale -> isOf(sale, session) || sameTime(sale, order))
                .min(Comparator.comparing((Sale sale) -> !isOf(sale, session)).thenComparing(Sale::identity))
                .orElse(null);
    }

    private boolean isOf(Sale sale, PosSession session) {
        PosSession named = sale.session() == null ? null : books.session(sale.session());
        return named != null && named.id() == session.id();
    }

    private static boolean sameTime(Sale sale, PosOrder order) {
        Instant ordered = order.orderedAt();
        return ordered != null && Duration.between(ordered, sale.at()).abs().compareTo(Duration.ofHours(1)) <= 0;
    }

    private Finding duplicate(PosSession session, PosOrder order, Sale twin) {
        Money total = books.money(order.total(), order.currency(), twin.total().currency());
        boolean comparable = total.currency().equals(twin.total().currency());
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.DUPLICATE_ORDER,
                        "The receipt stands in Odoo a second time, under another identity.")
                .sale(twin)
                .session(session)
                .order(order);
        int identities = sold.uuids(twin).size();
        if (identities > 1) {
            finding.evidence("its source sent it under " + identities + " identities");
        }
        return comparable
                ? finding.amounts(twin.total(), total.plus(twin.total())).part("receipt " + twin.id() + " again", total)
                : finding.atStake(twin.total());
    }

    private void unknown(
            PosSession session,
            PosOrder order,
            boolean voided,
            @Nullable Instant tillClosed,
            Instant asOf,
            Verdicts verdicts) {
        Instant closed = session.stoppedAt() == null ? tillClosed : session.stoppedAt();
        boolean due = session.closed() && closed != null && ageing.isOver(closed, rules.unknownWithin(), asOf);
        String currency = books.currency(session.currency());
        Money total = books.money(order.total(), order.currency(), currency == null ? "EUR" : currency);
        List<String> unread = sold.unreadOf(order.uuid(), order.ticket());
        String why = voided ? "the till voided it" : unread.isEmpty() ? "no till rang it" : "its receipt is unreadable";
        if (!due) {
            verdicts.waiting();
            boolean fresh = order.orderedAt() == null || !ageing.isOver(order.orderedAt(), rules.importWithin(), asOf);
            if (fresh) {
                return;
            }
        }
        Finding finding = new Finding(
                        Level.POSTING,
                        BreakKind.ORPHAN_POSTING,
                        "Odoo holds an order of " + total + " in " + session.name() + ", and " + why + ".")
                .session(session)
                .order(order)
                .amounts(null, total)
                .part("order " + order.name(), total)
                .since(order.orderedAt())
                .expectedWhile(!due);
        unread.forEach(finding::evidence);
        // What could not be read may be the receipt: nobody can say that there is none.
        verdicts.add(unread.isEmpty() && !sold.hasUnread() ? finding : finding.suggested());
    }
}
