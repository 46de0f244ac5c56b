package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.ArrayList;
import java.util.List;

/** Goods of a receipt move with the order, not at the session's closing. Damaged returns go off the books. */
final class PosTransfers {
    private final Shop shop;

    PosTransfers(Shop shop) {
        this.shop = shop;
    }

    /** The transfers that were made. */
    List<Row> carry(Row order, Receipt receipt, PosSession session, Stamp at) {
        Row shelf = session.till.warehouse().stock();
        Row customers = shop.premises.customers;
        List<Row> made = new ArrayList<>();
        if (receipt.back()) {
            transfer(order, goods(receipt, true), session, customers, shelf, at, made);
            transfer(order, goods(receipt, false), session, customers, shop.premises.adjustment, at, made);
        } else {
            List<SaleLine> sold =
                    receipt.lines().stream().filter(SaleLine::movesStock).toList();
            transfer(order, sold, session, shelf, customers, at, made);
        }
        return made;
    }

    private static List<SaleLine> goods(Receipt receipt, boolean restocked) {
        return receipt.lines().stream()
                .filter(line -> line.movesStock() && line.restocked() == restocked)
                .toList();
    }

    private void transfer(
            Row order, List<SaleLine> lines, PosSession session, Row from, Row to, Stamp at, List<Row> made) {
        if (lines.isEmpty()) {
            return;
        }
        Row picking = shop.transfers
                .plan(session.till.warehouse(), Warehouse.Operation.POS, from, to, order.text("name"), at)
                .set("pos_order_id", order)
                .set("pos_session_id", session.row)
                .row();
        for (SaleLine line : lines) {
            Product product = shop.catalogue.get(line.sku(), line.unitPrice(), at);
            double pieces = line.quantity().value().doubleValue();
            shop.transfers.carry(picking, picking.text("name"), product, pieces, from, to, at);
        }
        shop.transfers.done(picking, at);
        made.add(picking);
    }
}
