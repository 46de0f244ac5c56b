package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges a till session: each receipt, then what Odoo holds beyond them, then the entry and the goods. */
final class SessionCheck {
    private static final String DEFAULT_CURRENCY = "EUR";

    private final Sold sold;
    private final Books books;
    private final Rules rules;
    private final Ageing ageing;
    private final ReceiptCheck receipts;
    private final MissingReceipts missing;
    private final BeyondCheck beyond;
    private final OpenMatches openMatches;
    private final EntryCheck entry;
    private final GoodsCheck goods;

    SessionCheck(Sold sold, Books books, Rules rules, Ageing ageing) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
        this.ageing = ageing;
        this.receipts = new ReceiptCheck(books, rules);
        this.missing = new MissingReceipts(sold, books, rules, ageing);
        this.beyond = new BeyondCheck(sold, books, rules, ageing);
        this.openMatches = new OpenMatches(books);
        this.entry = new EntryCheck(sold, books, rules);
        this.goods = new GoodsCheck(books);
    }

    /** @param named what sales and tills call the session: its name, its id, or both */
    Verdicts judge(Set<String> named, Instant asOf) {
        List<Sale> sales = named.stream()
                .flatMap(name -> sold.inSession(name).stream())
                .sorted(Comparator.comparing(Sale::identity))
                .toList();
        PosSession session = named.stream()
                .map(books::session)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        Instant tillClosed = named.stream()
                .map(sold::closedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return session == null ? unknown(sales, tillClosed, asOf) : known(session, sales, tillClosed, asOf);
    }

    /** A session that Odoo does not know by this name; its receipts may still be there. */
    private Verdicts unknown(List<Sale> sales, @Nullable Instant tillClosed, Instant asOf) {
        Verdicts verdicts = new Verdicts();
        SessionMatching matching = SessionMatching.of(sold, books, rules, sales, null, List.of());
        matching.matches().forEach(match -> receipts.compare(match.sale(), match.order(), null, verdicts));
        PosSession where = whereTheOthersAre(matching.matches());
        for (Sale sale : matching.missing()) {
            missing.tell(sale, where, tillClosed, asOf, verdicts);
        }
        return verdicts;
    }

    /** Tills may call a session otherwise than Odoo does: where all its known receipts are, the missing ones belong. */
    private @Nullable PosSession whereTheOthersAre(List<SessionMatching.Match> matches) {
        Set<Long> sessions = new HashSet<>();
        matches.forEach(match -> sessions.add(
                match.order().session() == null ? -1 : match.order().session().id()));
        return sessions.size() == 1 ? books.sessions.get(sessions.iterator().next()) : null;
    }

    private Verdicts known(PosSession session, List<Sale> sales, @Nullable Instant tillClosed, Instant asOf) {
        Verdicts verdicts = new Verdicts();
        List<PosOrder> orders = books.orders.by("session", session.id());
        boolean complete = books.orders.has(session.orders());
        if (!complete || !session.closed()) {
            verdicts.waiting();
        }
        SessionMatching matching = SessionMatching.of(sold, books, rules, sales, session, orders);
        long cents = 0;
        for (SessionMatching.Match match : matching.matches()) {
            cents += Math.abs(receipts.compare(match.sale(), match.order(), session, verdicts));
        }
        for (int i = 0; i < matching.together(); i++) {
            verdicts.matched();
        }
        if (complete) {
            matching.missing().forEach(sale -> missing.tell(sale, session, tillClosed, asOf, verdicts));
            openMatches.tell(session, matching.open(), verdicts);
            beyond.tell(session, orders, matching, tillClosed, asOf, verdicts);
        }
        String currency = currency(session, sales, orders);
        rounding(session, currency, cents, verdicts);
        if (!session.closed()) {
            open(session, ofSession(sales, orders), currency, tillClosed, asOf, verdicts);
        } else if (complete) {
            entry.check(session, orders, matching.matches(), currency, verdicts);
            goods.check(session, orders, verdicts);
        }
        return verdicts;
    }

    private void rounding(PosSession session, String currency, long cents, Verdicts verdicts) {
        if (!Agreement.roundingOfSession(cents, rules)) {
            Money sum = new Money(cents, currency);
            verdicts.add(new Finding(
                            Level.SESSION,
                            BreakKind.ROUNDING,
                            "Each receipt of " + session.name() + " is within rounding; together they differ by " + sum
                                    + ".")
                    .session(session)
                    .since(session.stoppedAt())
                    .atStake(sum)
                    .part("rounding", sum));
        }
    }

    /** Receipts that name the session, and those that name none and are in it. */
    private List<Sale> ofSession(List<Sale> sales, List<PosOrder> orders) {
        Map<String, Sale> all = new TreeMap<>();
        sales.forEach(sale -> all.put(sale.identity(), sale));
        for (PosOrder order : orders) {
            Sale owner = sold.withUuid(order.uuid());
            if (owner != null && (owner.session() == null || books.session(owner.session()) == null)) {
                all.put(owner.identity(), owner);
            }
        }
        return new ArrayList<>(all.values());
    }

    private void open(
            PosSession session,
            List<Sale> sales,
            String currency,
            @Nullable Instant tillClosed,
            Instant asOf,
            Verdicts verdicts) {
        if (tillClosed == null && sold.tillsTellSessions() && !session.closing()) {
            return;
        }
        Instant started = session.startedAt() == null ? asOf : session.startedAt();
        boolean overdue = tillClosed != null
                ? ageing.isOver(tillClosed, rules.closeWithin(), asOf)
                : ageing.isOver(started, rules.sessionOpenAtMost(), asOf);
        Money total = sales.stream()
                .map(Sale::total)
                .filter(amount -> amount.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
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
                .expectedWhile(!overdue));
    }

    private String currency(PosSession session, List<Sale> sales, List<PosOrder> orders) {
        String booked = books.currency(session.currency());
        if (booked != null) {
            return booked;
        }
        return ofSession(sales, orders).stream()
                .map(sale -> sale.total().currency())
                .findFirst()
                .orElse(DEFAULT_CURRENCY);
    }

    /** A receipt whose source names no session: only its uuid can find it. */
    Verdicts judge(Sale sale, Instant asOf) {
        Verdicts verdicts = new Verdicts();
        PosOrder order = SessionMatching.orderOf(sold, books, sale, null);
        if (order != null) {
            receipts.compare(sale, order, null, verdicts);
        } else {
            missing.tell(sale, null, null, asOf, verdicts);
        }
        return verdicts;
    }

    /** Whether a sale is in the session, whatever its source calls it. */
    boolean isReached(String nameOrId) {
        PosSession session = books.session(nameOrId);
        return session != null
                && books.orders.by("session", session.id()).stream()
                        .anyMatch(order -> sold.withUuid(order.uuid()) != null);
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
