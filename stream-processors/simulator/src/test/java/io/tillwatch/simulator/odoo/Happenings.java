package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import java.time.Instant;
import java.util.List;

/** What happens at a shop with one till, which sells mugs at 20 % and books at 0 %. */
final class Happenings {
    static final Instant START = Instant.parse("2026-03-10T08:00:00Z");
    static final String MUG = "MUG";
    static final String BOOK = "BOOK";
    static final String SHOP = "store-001";
    static final String CENTRE = "dc-1";
    private static final String TILL = "till-01";

    private Happenings() {}

    static Instant at(int second) {
        return START.plusSeconds(second);
    }

    static Money money(String amount) {
        return Money.of(amount, "GBP");
    }

    static OdooAction.Found found() {
        return new OdooAction.Found(
                START,
                List.of(
                        new OdooAction.Article(MUG, "Blue mug", money("6.00"), 20),
                        new OdooAction.Article(BOOK, "Old book", money("10.00"), 0)),
                List.of(new OdooAction.Till(SHOP + "/" + TILL, SHOP)),
                List.of(
                        new OdooAction.Shelf(MUG, SHOP, Quantity.each(50)),
                        new OdooAction.Shelf(BOOK, SHOP, Quantity.each(20)),
                        new OdooAction.Shelf(MUG, CENTRE, Quantity.each(100))));
    }

    static OdooAction.SessionOpened opened(int second, long id) {
        return new OdooAction.SessionOpened(at(second), id, "session " + id, SHOP + "/" + TILL);
    }

    static OdooAction.SessionClosed closed(int second, long id) {
        return new OdooAction.SessionClosed(at(second), id);
    }

    static SaleLine line(String sku, int pieces, String total) {
        return new SaleLine(
                1, sku, Quantity.each(pieces), money(sku.equals(MUG) ? "6.00" : "10.00"), money(total), null, null);
    }

    static OdooAction.SaleImported sale(int second, long session, String uuid, String total, SaleLine... lines) {
        return sale(second, session, uuid, total, total, lines);
    }

    static OdooAction.SaleImported sale(
            int second, long session, String uuid, String total, String paid, SaleLine... lines) {
        SaleCompleted sale = new SaleCompleted(
                "receipt-" + uuid,
                uuid,
                SHOP,
                TILL,
                "session " + session,
                "pos",
                List.of(lines),
                money(total),
                money("0.00"),
                List.of(new Tender("card", money(paid))),
                null);
        return new OdooAction.SaleImported(at(second), session, at(second - 5), sale);
    }

    static OdooAction.ReturnImported back(int second, long session, String uuid, String original, SaleLine line) {
        ReturnCompleted back = new ReturnCompleted(
                "receipt-" + uuid,
                uuid,
                original,
                SHOP,
                TILL,
                "session " + session,
                "pos",
                List.of(line),
                line.total(),
                money("0.00"),
                List.of(new Tender("cash", line.total())),
                null);
        return new OdooAction.ReturnImported(at(second), session, at(second - 5), back);
    }

    static OdooAction.OrderImported order(int second, String order, String location, String total, SaleLine... lines) {
        return new OdooAction.OrderImported(
                at(second), order, "web", at(second - 30), location, List.of(lines), money(total), money("1.00"));
    }
}
