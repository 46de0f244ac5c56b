package io.tillwatch.reconciliation;

import io.tillwatch.contracts.watch.ReconciliationCase;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Lets go of what is settled and old; without it everything would be kept for ever. A forgotten session or order is as if
 * it had been before the beginning, of which Odoo tells as well: rows that nobody here knows of make no case.
 *
 * <p>Units go together when they share a sale, an order of Odoo's or an invoice, so that none that stays loses what it is
 * judged by. Not thread-safe.
 */
final class Forgetting {
    private static final String ENTRY = "entry ";

    private final Sold sold;
    private final Books books;
    private final UnaryOperator<String> named;
    private final Horizon.Old old;
    private final int matchDays;
    private final Groups units = new Groups();

    /**
     * @param named the name under which a session's unit is judged
     * @param moment what was sold a horizon before that may go
     */
    Forgetting(Sold sold, Books books, UnaryOperator<String> named, Instant moment, Rules rules) {
        this.sold = sold;
        this.books = books;
        this.named = named;
        this.old = rules.horizon().at(moment);
        // A day more: what is compared are days of some zone.
        this.matchDays = rules.matchWithinDays() + 1;
    }

    /**
     * Forgets, and tells what.
     *
     * @param unsettled units that stay: with a case, or waiting for something
     * @param open cases whose postings stay
     * @return the units that are no more
     */
    Set<String> run(Set<String> unsettled, Collection<ReconciliationCase> open, Forgotten into) {
        unsettled.forEach(this::stays);
        sold.all().forEach(this::group);
        sold.closedSessions().forEach(this::group);
        books.sessions.all().forEach(this::group);
        books.saleOrders.all().forEach(this::group);
        books.entries.all().forEach(this::group);
        Set<String> going = units.going();
        sold.drop(sale -> unitsOf(sale).stream().allMatch(going::contains), into);
        sold.dropSessions(session -> going.contains(unitOf(session)), into);
        OldRows rows = new OldRows(sold, books, old, matchDays, open, into);
        rows.drop(session -> going.contains(unitOf(session.name())));
        return going;
    }

    private void stays(String unit) {
        units.join(unit, unit);
        units.stays(unit);
    }

    private String unitOf(String session) {
        return named.apply(Reconciler.unitOfSession(session));
    }

    private List<String> unitsOf(Sale sale) {
        if (sale.order() != null && sale.session() != null) {
            return List.of(Reconciler.unitOfOrder(sale.order()), unitOf(sale.session()));
        }
        if (sale.order() != null) {
            return List.of(Reconciler.unitOfOrder(sale.order()));
        }
        return List.of(sale.session() == null ? Reconciler.unitOfReceipt(sale) : unitOf(sale.session()));
    }

    private void group(Sale sale) {
        List<String> own = unitsOf(sale);
        String unit = own.get(0);
        own.forEach(other -> units.join(unit, other));
        for (String uuid : sold.uuids(sale)) {
            for (PosOrder order : books.orders.by("uuid", uuid)) {
                PosSession session = order.session() == null
                        ? null
                        : books.sessions.get(order.session().id());
                if (session != null) {
                    units.join(unit, unitOf(session.name()));
                }
            }
        }
        boolean isOld = sale.order() == null ? old.atTill(sale.at()) : old.asOrder(sale.at());
        if (!isOld) {
            units.stays(unit);
        }
    }

    private void group(String session, Instant closedAt) {
        String unit = unitOf(session);
        units.join(unit, unit);
        if (!old.atTill(closedAt)) {
            units.stays(unit);
        }
    }

    private void group(PosSession session) {
        String unit = unitOf(session.name());
        units.join(unit, unit);
        if (!session.closed() || !old.atTill(session.stoppedAt())) {
            units.stays(unit);
        }
    }

    private void group(SaleOrder order) {
        String number = order.reference();
        if (number != null && sold.knowsNumber(number)) {
            String unit = Reconciler.unitOfOrder(number);
            order.invoices().forEach(invoice -> units.join(unit, ENTRY + invoice));
            if (!old.asOrder(order.orderedAt())) {
                units.stays(unit);
            }
        }
    }

    private void group(JournalEntry entry) {
        String unit = ENTRY + entry.id();
        for (Long id : entry.sessions()) {
            PosSession session = books.sessions.get(id);
            if (session != null) {
                units.join(unit, unitOf(session.name()));
            }
        }
        for (String ref : entry.refs()) {
            if (sold.knowsNumber(ref)) {
                units.join(unit, Reconciler.unitOfOrder(ref));
            }
        }
        for (String origin : entry.origins()) {
            for (SaleOrder order : books.saleOrders.by("name", origin)) {
                if (order.reference() != null && sold.knowsNumber(order.reference())) {
                    units.join(unit, Reconciler.unitOfOrder(order.reference()));
                }
            }
        }
        if (entry.reverses() != null) {
            units.join(unit, ENTRY + entry.reverses().id());
        }
    }
}
