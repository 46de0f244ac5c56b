package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges a till session: each receipt, then what Odoo holds beyond them, then the entry. */
final class SessionCheck {
    private static final String DEFAULT_CURRENCY = "EUR";

    private final Sold sold;
    private final Books books;
    private final Rules rules;
    private final ReceiptCheck receipts;
    private final EntryCheck entry;

    SessionCheck(Sold sold, Books books, Rules rules) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
        this.receipts = new ReceiptCheck(books, rules);
        this.entry = new EntryCheck(books, rules);
    }

    /** @param named what sales and tills call the session: its name, its id, or both */
    Verdicts judge(Set<String> named, Instant asOf) {
        Verdicts verdicts = new Verdicts();
        List<Sale> sales =
                named.stream().flatMap(name -> sold.inSession(name).stream()).toList();
        PosSession session = named.stream()
                .map(books::session)
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
        Instant tillClosed = named.stream()
                .map(sold::closedAt)
                .filter(at -> at != null)
                .findFirst()
                .orElse(null);
        List<PosOrder> orders = session == null ? List.of() : books.orders.by("session", session.id());
        boolean complete = session == null || books.orders.has(session.orders());
        if (!complete || (session != null && !session.closed())) {
            verdicts.waiting();
        }

        Set<Long> claimed = new HashSet<>();
        long cents = 0;
        for (Sale sale : sales) {
            PosOrder order = orderOf(sale, session, claimed);
            if (order != null) {
                claimed.add(order.id());
                cents += Math.abs(receipts.compare(sale, order, session, verdicts));
            } else if (complete) {
                missing(sale, session, tillClosed, asOf, verdicts);
            }
        }
        if (session == null) {
            return verdicts;
        }
        if (complete) {
            beyond(session, orders, claimed, tillClosed, asOf, verdicts);
        }
        rounding(session, sales, cents, verdicts);
        if (!session.closed()) {
            open(session, sales, tillClosed, asOf, verdicts);
        } else if (complete) {
            entry.check(session, orders, currency(session, sales), verdicts);
        }
        return verdicts;
    }

    /** By the till's identity; by ticket, session and total where Odoo does not know that identity. */
    private @Nullable PosOrder orderOf(Sale sale, @Nullable PosSession session, Set<Long> claimed) {
        if (sale.uuid() != null) {
            List<PosOrder> same = books.orders.by("uuid", sale.uuid()).stream()
                    .filter(PosOrder::counts)
                    .toList();
            if (!same.isEmpty()) {
                return same.get(0);
            }
        }
        if (session == null || sale.ticket() == null) {
            return null;
        }
        List<PosOrder> candidates = books.orders.by("ticket", sale.ticket()).stream()
                .filter(order -> order.counts() && !claimed.contains(order.id()))
                .filter(order -> order.session() != null && order.session().id() == session.id())
                .filter(order -> sold.withUuid(order.uuid()) == null)
                .filter(order -> books.money(
                                order.total(), order.currency(), sale.total().currency())
                        .equals(sale.total()))
                .toList();
        return candidates.size() == 1 ? candidates.get(0) : null;
    }

    private void missing(
            Sale sale, @Nullable PosSession session, @Nullable Instant tillClosed, Instant asOf, Verdicts verdicts) {
        boolean closed = session != null && session.closed();
        Instant due = tillClosed != null
                ? tillClosed.plus(rules.closeWithin())
                : sale.at().plus(rules.sessionOpenAtMost());
        boolean overdue = asOf.isAfter(due);
        boolean slow = asOf.isAfter(sale.at().plus(rules.importWithin()));
        if (!closed && !overdue) {
            verdicts.waiting();
            if (!slow) {
                return;
            }
        }
        String where = session == null
                ? "Odoo does not know its session"
                : closed ? "its session is closed" : "its session is still open";
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.MISSING_IN_ODOO,
                        "Receipt of " + sale.total() + " is not in Odoo; " + where + ".")
                .sale(sale)
                .amounts(sale.total(), null)
                .part("missing receipt " + sale.id(), sale.total().negate())
                .expectedWhile(!closed && !overdue);
        verdicts.add(session == null ? finding : finding.session(session));
    }

    /** Orders that no receipt accounts for: sent twice, or never sold. */
    private void beyond(
            PosSession session,
            List<PosOrder> orders,
            Set<Long> claimed,
            @Nullable Instant tillClosed,
            Instant asOf,
            Verdicts verdicts) {
        for (PosOrder order : orders) {
            if (!order.counts() || claimed.contains(order.id())) {
                continue;
            }
            Sale owner = sold.withUuid(order.uuid());
            if (owner != null && !sold.isVoided(owner)) {
                continue;
            }
            Sale twin = twin(order);
            if (twin != null) {
                verdicts.add(duplicate(session, order, twin));
            } else {
                orphan(session, order, owner, tillClosed, asOf, verdicts);
            }
        }
    }

    private @Nullable Sale twin(PosOrder order) {
        if (order.ticket() == null) {
            return null;
        }
        return sold.withTicket(order.ticket()).stream()
                .filter(sale -> !sold.isVoided(sale))
                .filter(sale -> books.money(
                                order.total(), order.currency(), sale.total().currency())
                        .equals(sale.total()))
                .min(Comparator.comparing(Sale::identity))
                .orElse(null);
    }

    private Finding duplicate(PosSession session, PosOrder order, Sale twin) {
        Money total = books.money(order.total(), order.currency(), twin.total().currency());
        return new Finding(
                        Level.SALE,
                        BreakKind.DUPLICATE_ORDER,
                        "The receipt stands in Odoo a second time, under another identity.")
                .sale(twin)
                .session(session)
                .order(order)
                .amounts(twin.total(), total.plus(twin.total()))
                .part("receipt " + twin.id() + " again", total);
    }

    private void orphan(
            PosSession session,
            PosOrder order,
            @Nullable Sale voided,
            @Nullable Instant tillClosed,
            Instant asOf,
            Verdicts verdicts) {
        Instant closed = session.stoppedAt() == null ? tillClosed : session.stoppedAt();
        boolean due = session.closed() && closed != null && asOf.isAfter(closed.plus(rules.unknownWithin()));
        Money total = books.money(order.total(), order.currency(), currency(session, List.of()));
        String why = voided == null ? "no till rang it" : "the till voided it";
        if (!due) {
            verdicts.waiting();
            boolean fresh =
                    order.orderedAt() == null || !asOf.isAfter(order.orderedAt().plus(rules.importWithin()));
            if (fresh) {
                return;
            }
        }
        verdicts.add(new Finding(
                        Level.POSTING,
                        BreakKind.ORPHAN_POSTING,
                        "Odoo holds an order of " + total + " in " + session.name() + ", and " + why + ".")
                .session(session)
                .order(order)
                .amounts(null, total)
                .part("order " + order.name(), total)
                .since(order.orderedAt())
                .expectedWhile(!due));
    }

    private void rounding(PosSession session, List<Sale> sales, long cents, Verdicts verdicts) {
        if (!Agreement.roundingOfSession(cents, rules)) {
            Money sum = new Money(cents, currency(session, sales));
            verdicts.add(new Finding(
                            Level.SESSION,
                            BreakKind.ROUNDING,
                            "Each receipt of " + session.name() + " is within rounding; together they differ by " + sum
                                    + ".")
                    .session(session)
                    .atStake(sum)
                    .part("rounding", sum));
        }
    }

    private void open(
            PosSession session, List<Sale> sales, @Nullable Instant tillClosed, Instant asOf, Verdicts verdicts) {
        if (tillClosed == null && sold.tillsTellSessions() && !session.closing()) {
            return;
        }
        Instant started = session.startedAt() == null ? asOf : session.startedAt();
        Instant due =
                tillClosed != null ? tillClosed.plus(rules.closeWithin()) : started.plus(rules.sessionOpenAtMost());
        Money total = sales.stream()
                .map(Sale::total)
                .reduce(
                        Money.zero(currency(session, sales)),
                        (sum, next) -> sum.currency().equals(next.currency()) ? sum.plus(next) : sum);
        boolean stuck = session.closing();
        verdicts.add(new Finding(
                        Level.SESSION,
                        stuck ? BreakKind.SESSION_STUCK_CLOSING : BreakKind.SESSION_NOT_CLOSED,
                        session.name() + (stuck ? " is stuck in closing: " : " is not closed in Odoo: ") + sales.size()
                                + " receipts of " + total + " wait to be posted.")
                .session(session)
                .since(tillClosed != null ? tillClosed : session.startedAt())
                .store(sales.isEmpty() ? null : sales.get(0).store())
                .atStake(total)
                .fact(
                        "waitedHours",
                        Long.toString(Duration.between(started, asOf).toHours()))
                .expectedWhile(!asOf.isAfter(due)));
    }

    private String currency(PosSession session, List<Sale> sales) {
        String booked = books.currency(session.currency());
        if (booked != null) {
            return booked;
        }
        return sales.isEmpty() ? DEFAULT_CURRENCY : sales.get(0).total().currency();
    }

    /** The name that Odoo gives the session; what it is called otherwise while Odoo does not know it. */
    String nameOf(String nameOrId) {
        PosSession session = books.session(nameOrId);
        return session == null ? nameOrId : session.name();
    }

    /** Units that must be judged together: all names under which the session is known. */
    Set<String> namesOf(String nameOrId) {
        PosSession session = books.session(nameOrId);
        Set<String> names = new HashSet<>(Set.of(nameOrId));
        if (session != null) {
            names.add(session.name());
            names.add(Long.toString(session.id()));
        }
        return names;
    }
}
