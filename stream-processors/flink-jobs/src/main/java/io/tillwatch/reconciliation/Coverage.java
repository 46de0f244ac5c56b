package io.tillwatch.reconciliation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether what was read of Odoo is whole: every document that another one names must be there. A user with the wrong
 * groups sees a part of the rows and no error, and an export can lack a file; nothing may be called missing then.
 *
 * @param gaps what is named and was not read, by what it is
 */
public record Coverage(List<Gap> gaps) {
    /** A part of what is named: more than this share missing is no coincidence of a document deleted meanwhile. */
    private static final int TOLERATED_SHARE = 20;

    public Coverage {
        gaps = List.copyOf(gaps);
    }

    /**
     * Rows of a model that others name.
     *
     * @param named how many are named
     * @param unseen how many of them were not read
     */
    public record Gap(String model, String what, int named, int unseen) {
        /** So much is missing that nothing can be said. */
        boolean isHalfBlind() {
            return unseen * TOLERATED_SHARE > named;
        }

        @Override
        public String toString() {
            return unseen + " of " + named + " " + what + " (" + model + ") were not read";
        }
    }

    static Coverage of(Books books, Sold sold) {
        List<Gap> gaps = new ArrayList<>();
        gap(
                gaps,
                "account.move",
                "entries of closed sessions",
                books.sessions.all().stream()
                        .filter(PosSession::closed)
                        .map(PosSession::entry)
                        .filter(Objects::nonNull)
                        .map(Ref::id),
                books.entries);
        gap(
                gaps,
                "pos.order",
                "orders of sessions",
                books.sessions.all().stream().flatMap(session -> session.orders().stream()),
                books.orders);
        gap(
                gaps,
                "pos.session",
                "sessions of orders",
                books.orders.all().stream()
                        .map(PosOrder::session)
                        .filter(Objects::nonNull)
                        .map(Ref::id),
                books.sessions);
        gap(
                gaps,
                "account.move",
                "invoices of receipts",
                books.orders.all().stream()
                        .map(PosOrder::invoice)
                        .filter(Objects::nonNull)
                        .map(Ref::id),
                books.entries);
        gap(
                gaps,
                "account.move",
                "invoices of sale orders",
                books.saleOrders.all().stream().flatMap(order -> order.invoices().stream()),
                books.entries);
        gap(
                gaps,
                "account.move.line",
                "lines of entries",
                books.entries.all().stream().flatMap(entry -> entry.lines().stream()),
                books.entryLines);
        gap(
                gaps,
                "pos.order.line",
                "lines of receipts",
                books.orders.all().stream().flatMap(order -> order.lines().stream()),
                books.orderLines);
        gap(
                gaps,
                "pos.payment",
                "payments of receipts",
                books.orders.all().stream().flatMap(order -> order.payments().stream()),
                books.payments);
        saleOrders(gaps, books);
        nothingAtAll(gaps, books, sold);
        return new Coverage(gaps);
    }

    private static void gap(List<Gap> gaps, String model, String what, Stream<Long> ids, Table<?> rows) {
        Set<Long> named = ids.collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        int unseen = (int) named.stream().filter(id -> rows.get(id) == null).count();
        if (unseen > 0) {
            gaps.add(new Gap(model, what, named.size(), unseen));
        }
    }

    /** Invoices name their sale order by its name; an origin that is no name of one may be a person's own word. */
    private static void saleOrders(List<Gap> gaps, Books books) {
        List<String> origins = books.entries.all().stream()
                .filter(entry -> entry.invoice() && entry.posOrders().isEmpty() && entry.origin() != null)
                .filter(entry -> books.orders.by("invoice", entry.id()).isEmpty())
                .flatMap(entry -> entry.origins().stream())
                .distinct()
                .toList();
        int unseen = (int) origins.stream()
                .filter(origin -> books.saleOrders.by("name", origin).isEmpty())
                .count();
        if (unseen * 2 > origins.size()) {
            gaps.add(new Gap("sale.order", "sale orders of invoices", origins.size(), unseen));
        }
    }

    private static void nothingAtAll(List<Gap> gaps, Books books, Sold sold) {
        Collection<Sale> sales = sold.all();
        int receipts = (int) sales.stream().filter(Sale::ofTill).count();
        if (receipts > 0 && books.sessions.size() == 0) {
            gaps.add(new Gap("pos.session", "sessions that receipts are of: not one", receipts, receipts));
        }
        int orders = sales.size() - receipts;
        if (orders > 0
                && books.saleOrders.size() == 0
                && gaps.stream().noneMatch(gap -> gap.model().equals("sale.order"))) {
            gaps.add(new Gap("sale.order", "sale orders that sales are of: not one", orders, orders));
        }
    }

    /** Whether so much is missing that nothing may be judged. */
    public boolean isHalfBlind() {
        return gaps.stream().anyMatch(Gap::isHalfBlind);
    }
}
