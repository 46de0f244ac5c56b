package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Matches the receipts and orders of a session that carry no key, by amount and day: where each is the other's only
 * candidate, where equal amounts are as many on both sides, and where an exact sum of several is proved to be the only
 * one. Everything else stays open, with its alternatives.
 */
final class AmountMatching {
    private final Books books;
    private final Rules rules;
    private final List<SessionMatching.Match> matches = new ArrayList<>();
    private final List<PosOrder> sums = new ArrayList<>();
    private final List<Sale> together = new ArrayList<>();
    private final List<Sale> missing = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();

    /**
     * Receipts and orders that belong together, nobody can say how.
     *
     * @param alike all have one amount: only the number differs
     */
    record Open(List<Sale> sales, List<PosOrder> orders, boolean alike) {}

    private AmountMatching(Books books, Rules rules) {
        this.books = books;
        this.rules = rules;
    }

    static AmountMatching of(Books books, Rules rules, List<Sale> sales, List<PosOrder> orders) {
        AmountMatching matching = new AmountMatching(books, rules);
        if (!sales.isEmpty()) {
            matching.match(sales, orders);
        }
        return matching;
    }

    List<SessionMatching.Match> matches() {
        return matches;
    }

    /** Orders that several receipts add up to, or that add up to one. */
    List<PosOrder> sums() {
        return sums;
    }

    /** Receipts that agree with Odoo in sum, with no order of their own. */
    List<Sale> together() {
        return together;
    }

    List<Sale> missing() {
        return missing;
    }

    List<Open> open() {
        return open;
    }

    private void match(List<Sale> sales, List<PosOrder> orders) {
        List<Sale> lonelySales = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        Set<Sale> placed = new HashSet<>();
        for (Sale sale : sales) {
            if (placed.contains(sale)) {
                continue;
            }
            Open group = group(sale, sales, orders);
            placed.addAll(group.sales());
            group.orders().forEach(order -> seen.add(order.id()));
            if (group.orders().isEmpty()) {
                lonelySales.addAll(group.sales());
            } else if (group.sales().size() == group.orders().size()) {
                pair(group);
            } else {
                open.add(group);
            }
        }
        List<PosOrder> lonelyOrders = new ArrayList<>(
                orders.stream().filter(order -> !seen.contains(order.id())).toList());
        lonelySales.sort(Comparator.comparing(Sale::identity));
        sums(lonelySales, lonelyOrders);
        rest(lonelySales, lonelyOrders);
    }

    /** All that hangs together by equal amounts: candidates, their candidates, and so on. */
    private Open group(Sale from, List<Sale> sales, List<PosOrder> orders) {
        List<Sale> some = new ArrayList<>(List.of(from));
        List<PosOrder> others = new ArrayList<>();
        boolean grows = true;
        while (grows) {
            List<PosOrder> more = orders.stream()
                    .filter(order -> !others.contains(order) && some.stream().anyMatch(sale -> alike(sale, order)))
                    .toList();
            others.addAll(more);
            List<Sale> moreSales = sales.stream()
                    .filter(sale -> !some.contains(sale) && others.stream().anyMatch(order -> alike(sale, order)))
                    .toList();
            some.addAll(moreSales);
            grows = !more.isEmpty() || !moreSales.isEmpty();
        }
        some.sort(Comparator.comparing((Sale sale) -> sale.total().minor())
                .thenComparing(Sale::at)
                .thenComparing(Sale::identity));
        others.sort(Comparator.comparing((PosOrder order) -> order.total())
                .thenComparing(order -> String.valueOf(order.orderedAt()))
                .thenComparing(PosOrder::id));
        return new Open(some, others, true);
    }

    private boolean alike(Sale sale, PosOrder order) {
        String currency = sale.total().currency();
        Money total = books.money(order.total(), order.currency(), currency);
        boolean near = order.orderedAt() == null
                || Duration.between(order.orderedAt(), sale.at())
                                .abs()
                                .compareTo(Duration.ofDays(rules.matchWithinDays()))
                        <= 0;
        return near
                && total.currency().equals(currency)
                && Math.abs(total.minor() - sale.total().minor()) <= rules.centsPerReceipt();
    }

    private void pair(Open group) {
        for (int i = 0; i < group.sales().size(); i++) {
            matches.add(new SessionMatching.Match(
                    group.sales().get(i), group.orders().get(i)));
        }
    }

    private void sums(List<Sale> sales, List<PosOrder> orders) {
        List<Open> proved = new ArrayList<>();
        for (PosOrder order : orders) {
            List<Long> amounts =
                    sales.stream().map(sale -> sale.total().minor()).toList();
            if (!sales.isEmpty()) {
                SubsetSum.Found found = SubsetSum.of(amounts, minor(order, sales.get(0)), 2, 2);
                List<Sale> members = found.members().stream().map(sales::get).toList();
                proved.addAll(found.unique() ? List.of(new Open(members, List.of(order), false)) : List.of());
            }
        }
        for (Sale sale : sales) {
            List<Long> amounts =
                    orders.stream().map(order -> minor(order, sale)).toList();
            SubsetSum.Found found = SubsetSum.of(amounts, sale.total().minor(), 2, 2);
            List<PosOrder> members = found.members().stream().map(orders::get).toList();
            proved.addAll(found.unique() ? List.of(new Open(List.of(sale), members, false)) : List.of());
        }
        for (Open sum : proved) {
            // A receipt that two sums want proves neither.
            if (proved.stream().noneMatch(other -> !other.equals(sum) && overlap(sum, other))) {
                together.addAll(sum.sales());
                sums.addAll(sum.orders());
                sales.removeAll(sum.sales());
                orders.removeAll(sum.orders());
            }
        }
    }

    private static boolean overlap(Open some, Open other) {
        return some.sales().stream().anyMatch(other.sales()::contains)
                || some.orders().stream().anyMatch(other.orders()::contains);
    }

    private long minor(PosOrder order, Sale sale) {
        return books.money(order.total(), order.currency(), sale.total().currency())
                .minor();
    }

    private void rest(List<Sale> sales, List<PosOrder> orders) {
        if (sales.isEmpty() || orders.isEmpty()) {
            missing.addAll(sales);
            return;
        }
        long sold = sales.stream().mapToLong(sale -> sale.total().minor()).sum();
        long booked =
                orders.stream().mapToLong(order -> minor(order, sales.get(0))).sum();
        if (sold == booked) {
            // The session agrees as a whole: nothing differs, whichever receipt is which order.
            sums.addAll(orders);
            together.addAll(sales);
        } else {
            open.add(new Open(sales, orders, false));
        }
    }
}
