package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Turns what happens into rows, each happening in one transaction. */
final class Posting {
    private final Database database;
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private @Nullable Shop shop;

    Posting(Database database) {
        this.database = database;
    }

    List<String> refused() {
        return List.copyOf(refused);
    }

    void apply(OdooAction action) {
        database.write(() -> {
            if (action instanceof OdooAction.Found found) {
                shop = Shop.found(database, found);
            } else if (shop == null) {
                throw new IllegalStateException("nothing can happen in Odoo before it is founded");
            } else {
                happen(shop, action);
            }
        });
    }

    private void happen(Shop books, OdooAction action) {
        if (action instanceof OdooAction.SaleImported in) {
            take(books, in.at(), in.session(), in.soldAt(), Receipt.of(in.sale()));
        } else if (action instanceof OdooAction.ReturnImported in) {
            take(books, in.at(), in.session(), in.soldAt(), Receipt.of(in.back()));
        } else if (action instanceof OdooAction.SessionOpened opened) {
            books.sessions.open(opened);
        } else if (action instanceof OdooAction.SessionClosed closed) {
            books.sessions.close(closed);
        } else if (action instanceof OdooAction.SessionClosing closing) {
            books.sessions.beginClosing(closing);
        } else if (action instanceof OdooAction.EntryAltered altered) {
            books.sessions.alter(altered);
        } else if (action instanceof OdooAction.OrderImported imported) {
            books.saleOrders.take(imported);
        } else if (action instanceof OdooAction.OrderInvoiced invoiced) {
            books.saleOrders.invoice(invoiced);
        } else if (action instanceof OdooAction.OrderCancelled cancelled) {
            books.saleOrders.cancel(cancelled);
        } else if (action instanceof OdooAction.OrderCredited credited) {
            books.saleOrders.credit(credited);
        } else if (action instanceof OdooAction.StockMoved moved) {
            books.goods.move(moved);
        }
    }

    private void take(Shop books, Instant at, long session, Instant soldAt, Receipt receipt) {
        if (!books.sessions.take(at, session, soldAt, receipt)) {
            refused.add(receipt.uuid());
        }
    }
}
