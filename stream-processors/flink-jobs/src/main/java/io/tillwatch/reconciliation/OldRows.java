package io.tillwatch.reconciliation;

import io.tillwatch.contracts.watch.ReconciliationCase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes rows of Odoo's out of the books that nobody asks for any more: those of sessions that are forgotten, and whatever
 * is old, belongs to nothing that stays, and stands in no open case. Master data stays. Not thread-safe.
 */
final class OldRows {
    private final Sold sold;
    private final Books books;
    private final Horizon.Old old;
    private final int matchDays;
    private final Forgotten into;
    private final Set<Long> namedEntries = new HashSet<>();
    private final Set<Long> namedOrders = new HashSet<>();
    private final Set<String> namedTwins = new HashSet<>();

    OldRows(
            Sold sold,
            Books books,
            Horizon.Old old,
            int matchDays,
            Collection<ReconciliationCase> open,
            Forgotten into) {
        this.sold = sold;
        this.books = books;
        this.old = old;
        this.matchDays = matchDays;
        this.into = into;
        open.forEach(one -> one.postings().forEach(this::name));
    }

    /** What a case tells of stays, and what it may be a copy of. */
    private void name(ReconciliationCase.Posting posting) {
        if (posting.model().equals("account.move")) {
            namedEntries.add(posting.id());
            JournalEntry entry = books.entries.get(posting.id());
            String twin = entry == null ? null : Twins.key(entry);
            if (twin != null) {
                namedTwins.add(twin);
            }
        } else if (posting.model().equals("sale.order")) {
            namedOrders.add(posting.id());
        }
    }

    /** @param forgotten sessions that go */
    void drop(Predicate<PosSession> forgotten) {
        List<PosSession> sessions =
                books.sessions.all().stream().filter(forgotten).toList();
        sessions.forEach(this::drop);
        List.copyOf(books.orders.all()).stream().filter(this::isStray).forEach(this::drop);
        List.copyOf(books.saleOrders.all()).stream().filter(this::isOver).forEach(this::drop);
        Set<Long> staying = new HashSet<>();
        List<JournalEntry> going = new ArrayList<>();
        for (JournalEntry entry : books.entries.all()) {
            if (isOver(entry)) {
                going.add(entry);
            } else {
                staying.add(entry.id());
            }
        }
        // Whoever stays may be asked what it takes back, and whether it was taken back.
        Set<Long> asked = new HashSet<>();
        going.forEach(entry -> {
            boolean takenBack =
                    books.entries.by("reverses", entry.id()).stream().anyMatch(other -> staying.contains(other.id()));
            if (takenBack
                    || (entry.reverses() != null
                            && staying.contains(entry.reverses().id()))) {
                asked.add(entry.id());
            }
        });
        going.stream().filter(entry -> !asked.contains(entry.id())).forEach(this::drop);
    }

    /** An order of a session that was never read, or is gone. */
    private boolean isStray(PosOrder order) {
        boolean standing =
                order.session() != null && books.sessions.get(order.session().id()) != null;
        return !standing && old.atTill(order.orderedAt()) && sold.withUuid(order.uuid()) == null;
    }

    private boolean isOver(SaleOrder order) {
        String number = order.reference();
        boolean known = number == null ? isNearSomeOrder(order.orderedAt()) : sold.knowsNumber(number);
        return !known && !namedOrders.contains(order.id()) && old.asOrder(order.orderedAt());
    }

    private boolean isOver(JournalEntry entry) {
        LocalDate date = entry.date();
        boolean ofTills = entry.type().equals("entry") || !entry.posOrders().isEmpty();
        // A day more: the books' date is in some zone.
        Instant over = date == null ? null : start(date.plusDays(2));
        if (date == null || !(ofTills ? old.atTill(over) : old.asOrder(over))) {
            return false;
        }
        String twin = Twins.key(entry);
        boolean named = namedEntries.contains(entry.id()) || (twin != null && namedTwins.contains(twin));
        boolean keyless = entry.unkeyed() || entry.creditNote();
        return !named && !belongs(entry) && !(keyless && isNearSomeOrder(start(date)));
    }

    private boolean belongs(JournalEntry entry) {
        return entry.sessions().stream().anyMatch(id -> books.sessions.get(id) != null)
                || !books.orders.by("invoice", entry.id()).isEmpty()
                || !books.orders.by("reversal", entry.id()).isEmpty()
                || !books.saleOrders.by("invoice", entry.id()).isEmpty()
                || entry.refs().stream().anyMatch(this::isName)
                || entry.origins().stream()
                        .anyMatch(origin -> !books.saleOrders.by("name", origin).isEmpty());
    }

    private boolean isName(String ref) {
        return sold.knowsNumber(ref)
                || !books.sessions.by("name", ref).isEmpty()
                || !books.orders.by("name", ref).isEmpty();
    }

    /** What carries no key may be any order's of about its day. */
    private boolean isNearSomeOrder(@Nullable Instant at) {
        return at != null && sold.index().hasOrderOrReturnAround(LocalDate.ofInstant(at, ZoneOffset.UTC), matchDays);
    }

    private void drop(PosSession session) {
        books.orders.by("session", session.id()).forEach(this::drop);
        books.pickings.by("session", session.id()).forEach(this::drop);
        drop("pos.session", session.id());
    }

    private void drop(PosOrder order) {
        books.orderLines.by("order", order.id()).forEach(line -> drop("pos.order.line", line.id()));
        books.payments.by("order", order.id()).forEach(payment -> drop("pos.payment", payment.id()));
        books.pickings.by("order", order.id()).forEach(this::drop);
        drop("pos.order", order.id());
    }

    private void drop(SaleOrder order) {
        books.pickings.by("sale", order.id()).forEach(this::drop);
        drop("sale.order", order.id());
    }

    private void drop(Picking picking) {
        books.moves.by("picking", picking.id()).forEach(move -> drop("stock.move", move.id()));
        drop("stock.picking", picking.id());
    }

    private void drop(JournalEntry entry) {
        books.entryLines.by("entry", entry.id()).forEach(line -> drop("account.move.line", line.id()));
        drop("account.move", entry.id());
    }

    private void drop(String model, long id) {
        into.document(books.drop(model, id));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
