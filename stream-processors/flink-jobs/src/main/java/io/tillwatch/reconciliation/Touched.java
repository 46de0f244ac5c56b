package io.tillwatch.reconciliation;

import io.tillwatch.contracts.odoo.OdooDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which units must be judged again because something of theirs came. Not thread-safe. */
final class Touched {
    private final Sold sold;
    private final Books books;
    private Set<String> units = new HashSet<>();

    Touched(Sold sold, Books books) {
        this.sold = sold;
        this.books = books;
    }

    Set<String> drain() {
        Set<String> drained = units;
        units = new HashSet<>();
        return drained;
    }

    void sale(Sale sale) {
        if (sale.order() != null) {
            order(sale.order());
        }
        if (sale.session() != null) {
            session(sale.session());
        } else if (sale.order() == null) {
            units.add(Reconciler.unitOfReceipt(sale));
        }
        if (sale.uuid() != null) {
            books.orders.by("uuid", sale.uuid()).forEach(this::posOrder);
        }
        if (sale.ticket() != null) {
            books.orders.by("ticket", sale.ticket()).forEach(this::posOrder);
        }
    }

    void order(String reference) {
        units.add(Reconciler.unitOfOrder(reference));
    }

    /** Something became known of sales, or of what only Odoo has, that go by these names. False when nothing does. */
    boolean names(List<String> names) {
        int before = units.size();
        for (String name : names) {
            if (sold.knowsNumber(name)) {
                order(name);
            }
            Sale byUuid = sold.withUuid(name);
            if (byUuid != null) {
                sale(byUuid);
            }
            sold.withTicket(name).forEach(this::sale);
            books.orders.by("uuid", name).forEach(this::posOrder);
            books.orders.by("ticket", name).forEach(this::posOrder);
        }
        return units.size() > before;
    }

    /** A session has one unit, whatever it is called: its name as soon as Odoo has told it. */
    void session(String nameOrId) {
        PosSession session = books.session(nameOrId);
        units.add(Reconciler.unitOfSession(session == null ? nameOrId : session.name()));
    }

    /** To be told before and after the row is taken in: a row may move from one unit to another. */
    void document(OdooDocument document) {
        switch (document.model()) {
            case "pos.session" -> session(Long.toString(document.id()));
            case "pos.order" -> posOrder(books.orders.get(document.id()));
            case "pos.order.line" -> part(books.orderLines.get(document.id()));
            case "pos.payment" -> part(books.payments.get(document.id()));
            case "account.move" -> entry(books.entries.get(document.id()));
            case "account.move.line" -> {
                EntryLine line = books.entryLines.get(document.id());
                if (line != null && line.entry() != null) {
                    entry(books.entries.get(line.entry().id()));
                }
            }
            case "sale.order" -> saleOrder(books.saleOrders.get(document.id()));
            case "stock.picking" -> picking(books.pickings.get(document.id()));
            case "stock.move" -> {
                Moved move = books.moves.get(document.id());
                if (move != null && move.picking() != null) {
                    picking(books.pickings.get(move.picking().id()));
                }
            }
            default -> {
                // Master data names things; it makes or mends no difference in money.
            }
        }
    }

    private void posOrder(@Nullable PosOrder order) {
        if (order == null) {
            return;
        }
        if (order.session() != null) {
            session(Long.toString(order.session().id()));
        }
        Sale sale = sold.withUuid(order.uuid());
        if (sale != null && sale.session() != null) {
            session(sale.session());
        } else if (sale != null) {
            units.add(Reconciler.unitOfReceipt(sale));
        }
        if (order.ticket() != null) {
            sold.withTicket(order.ticket()).forEach(same -> {
                if (same.session() != null) {
                    session(same.session());
                }
            });
        }
    }

    private void part(@Nullable OrderPart part) {
        if (part != null && part.order() != null) {
            posOrder(books.orders.get(part.order().id()));
        }
    }

    private void picking(@Nullable Picking picking) {
        if (picking != null && picking.session() != null) {
            session(Long.toString(picking.session().id()));
        }
        if (picking != null && picking.order() != null) {
            posOrder(books.orders.get(picking.order().id()));
        }
    }

    private void entry(@Nullable JournalEntry entry) {
        if (entry == null) {
            return;
        }
        books.orders.by("invoice", entry.id()).forEach(this::posOrder);
        books.orders.by("reversal", entry.id()).forEach(this::posOrder);
        entry.sessions().forEach(id -> session(Long.toString(id)));
        entry.refs().forEach(ref -> {
            if (sold.knowsNumber(ref)) {
                order(ref);
            }
            if (!books.sessions.by("name", ref).isEmpty()) {
                session(ref);
            }
            books.orders.by("name", ref).forEach(this::posOrder);
        });
        entry.origins().forEach(origin -> books.saleOrders.by("name", origin).forEach(this::saleOrder));
        books.saleOrders.by("invoice", entry.id()).forEach(this::saleOrder);
        if (entry.reverses() != null && entry.reverses().id() != entry.id()) {
            entry(books.entries.get(entry.reverses().id()));
        }
        String entryTwin = Twins.entryKey(entry);
        if (entryTwin != null && entry.refs().isEmpty() && entry.sessions().isEmpty()) {
            books.entries
                    .by("entryTwin", entryTwin)
                    .forEach(other -> other.sessions().forEach(id -> session(Long.toString(id))));
        }
        String twin = Twins.key(entry);
        if (twin != null && entry.refs().isEmpty() && entry.origin() == null) {
            books.entries.by("twin", twin).stream()
                    .filter(other -> !other.refs().isEmpty() || other.origin() != null)
                    .forEach(this::entry);
        }
    }

    private void saleOrder(@Nullable SaleOrder order) {
        if (order != null && order.reference() != null) {
            order(order.reference());
        }
    }
}
