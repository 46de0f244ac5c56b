package io.tillwatch.reconciliation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which order of Odoo each receipt of a session is: by the till's identity, then by ticket, session and total, then by
 * ticket and session alone, and what carries no key by amount. Each step is certain of what it matches; what stays open
 * is told as open. The result does not depend on the order of the receipts.
 */
final class SessionMatching {
    private final Sold sold;
    private final Books books;
    private final Rules rules;
    private final List<Match> matches = new ArrayList<>();
    private final Set<Long> claimed = new HashSet<>();
    private final List<Sale> missing = new ArrayList<>();
    private List<AmountMatching.Open> open = List.of();
    private int together;

    /** A receipt and its order. */
    record Match(Sale sale, PosOrder order) {}

    private SessionMatching(Sold sold, Books books, Rules rules) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
    }

    /**
     * Matches.
     *
     * @param session null when Odoo does not know it
     * @param orders the session's orders in Odoo
     */
    static SessionMatching of(
            Sold sold,
            Books books,
            Rules rules,
            List<Sale> sales,
            @Nullable PosSession session,
            List<PosOrder> orders) {
        SessionMatching matching = new SessionMatching(sold, books, rules);
        List<Sale> rest = matching.byUuid(sales, session);
        rest = matching.byTicket(rest, orders, true);
        rest = matching.byTicket(rest, orders, false);
        matching.byAmount(rest, orders);
        return matching;
    }

    List<Match> matches() {
        return matches;
    }

    /** How many receipts agree with Odoo in sum, with no order of their own. */
    int together() {
        return together;
    }

    boolean claims(PosOrder order) {
        return claimed.contains(order.id());
    }

    /** Receipts that are not there. */
    List<Sale> missing() {
        return missing;
    }

    /** Receipts and orders of which only together it can be said that they differ. */
    List<AmountMatching.Open> open() {
        return open;
    }

    private List<Sale> byUuid(List<Sale> sales, @Nullable PosSession session) {
        List<Sale> rest = new ArrayList<>();
        for (Sale sale : sales) {
            PosOrder order = orderOf(sold, books, sale, session);
            if (order == null) {
                rest.add(sale);
            } else {
                match(sale, order);
            }
        }
        return rest;
    }

    /** The order with a uuid of this sale; of several, one in its own session, then the oldest. */
    static @Nullable PosOrder orderOf(Sold sold, Books books, Sale sale, @Nullable PosSession session) {
        return sold.uuids(sale).stream()
                .flatMap(uuid -> books.orders.by("uuid", uuid).stream())
                .filter(PosOrder::counts)
                .min(Comparator.comparing((PosOrder order) -> session == null || !order.isIn(session))
                        .thenComparing(PosOrder::id))
                .orElse(null);
    }

    /** Receipts and orders with one ticket; only as many as there are on both sides, since tickets may repeat. */
    private List<Sale> byTicket(List<Sale> sales, List<PosOrder> orders, boolean sameTotal) {
        List<Sale> rest = new ArrayList<>();
        for (Sale sale : sales) {
            List<PosOrder> candidates = orders.stream()
                    .filter(this::isFree)
                    .filter(order -> order.ticket() != null && order.ticket().equals(sale.ticket()))
                    .filter(order ->
                            !sameTotal || total(order, sale).equals(sale.total().toString()))
                    .toList();
            long rivals = sales.stream()
                    .filter(other -> sale.ticket() != null && sale.ticket().equals(other.ticket()))
                    .filter(other -> !sameTotal || other.total().equals(sale.total()))
                    .count();
            boolean certain = sameTotal ? !candidates.isEmpty() : candidates.size() == 1 && rivals == 1;
            if (certain) {
                match(sale, candidates.get(0));
            } else {
                rest.add(sale);
            }
        }
        return rest;
    }

    private String total(PosOrder order, Sale sale) {
        return books.money(order.total(), order.currency(), sale.total().currency())
                .toString();
    }

    private void byAmount(List<Sale> rest, List<PosOrder> orders) {
        List<PosOrder> free = orders.stream()
                .filter(this::isFree)
                .filter(order -> matches.stream().noneMatch(match -> isSentAgain(order, match.sale())))
                .toList();
        boolean keysInOdoo = free.stream().anyMatch(order -> order.uuid() != null);
        List<Sale> keyless =
                rest.stream().filter(sale -> sale.uuid() == null || !keysInOdoo).toList();
        rest.stream().filter(sale -> !keyless.contains(sale)).forEach(missing::add);
        AmountMatching amounts = AmountMatching.of(books, rules, keyless, free);
        amounts.matches().forEach(match -> match(match.sale(), match.order()));
        amounts.sums().forEach(order -> claimed.add(order.id()));
        together = amounts.together().size();
        missing.addAll(amounts.missing());
        missing.sort(Comparator.comparing(Sale::identity));
        open = amounts.open();
        open.forEach(some -> some.orders().forEach(order -> claimed.add(order.id())));
    }

    private boolean isSentAgain(PosOrder order, Sale sale) {
        return order.ticket() != null && order.ticket().equals(sale.ticket());
    }

    private boolean isFree(PosOrder order) {
        return order.counts() && !claimed.contains(order.id()) && sold.withUuid(order.uuid()) == null;
    }

    private void match(Sale sale, PosOrder order) {
        matches.add(new Match(sale, order));
        claimed.add(order.id());
    }
}
