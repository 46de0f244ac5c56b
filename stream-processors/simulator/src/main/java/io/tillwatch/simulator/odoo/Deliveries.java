package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The goods of sale orders: reserved at import, gone at delivery, back when they are returned. */
final class Deliveries {
    private final Shop shop;
    private final Database database;

    Deliveries(Shop shop) {
        this.shop = shop;
        this.database = shop.database;
    }

    void plan(SaleOrder order, Stamp at) {
        Row picking = transfer(order, order.warehouse, Warehouse.Operation.DELIVERY, at);
        order.picking = picking;
        database.edit(order.row).set("picking_ids", List.of(picking));
    }

    /** The move of a line; null when it needs none. */
    @Nullable
    Row reserve(SaleOrder order, Row line, SaleLine sold, Product product, Stamp at) {
        if (order.picking == null || !sold.movesStock()) {
            return null;
        }
        double pieces = sold.quantity().value().doubleValue();
        Row move = shop.transfers.reserve(order.picking, product, pieces, order.warehouse.stock(), customers(), at);
        database.edit(move).set("origin", order.row.text("name")).set("sale_line_id", line);
        return move;
    }

    void carryOut(SaleOrder order, Stamp at) {
        for (SaleOrder.Line line : order.lines) {
            if (line.move() != null) {
                shop.transfers.carryOut(line.move(), line.product(), order.warehouse.stock(), customers(), at);
            }
        }
        if (order.picking != null) {
            shop.transfers.done(order.picking, at);
        }
    }

    void cancel(SaleOrder order, Stamp at) {
        for (SaleOrder.Line line : order.lines) {
            if (line.move() != null) {
                shop.transfers.cancel(line.move(), line.product(), order.warehouse.stock(), at);
            }
        }
        if (order.picking != null) {
            database.edit(order.picking).set("state", "cancel").set("write_date", at.moment());
        }
    }

    void restock(SaleOrder order, Stamp at) {
        Warehouse warehouse = shop.returnsWarehouse(order.warehouse);
        Row picking = transfer(order, warehouse, Warehouse.Operation.RECEIPT, at);
        String name = picking.text("name");
        for (SaleOrder.Line line : order.lines) {
            if (line.move() != null) {
                Row back = shop.transfers.carry(
                        picking, name, line.product(), line.pieces(), customers(), warehouse.stock(), at);
                database.edit(back).set("origin", order.row.text("name")).set("sale_line_id", line.row());
            }
        }
        shop.transfers.done(picking, at);
        database.edit(order.row).addFirst("picking_ids", picking);
    }

    private Row transfer(SaleOrder order, Warehouse warehouse, Warehouse.Operation operation, Stamp at) {
        boolean out = operation == Warehouse.Operation.DELIVERY;
        Row from = out ? warehouse.stock() : customers();
        Row to = out ? customers() : warehouse.stock();
        return shop.transfers
                .plan(warehouse, operation, from, to, order.row.text("name"), at)
                .set("sale_id", order.row)
                .set("partner_id", order.partner)
                .row();
    }

    private Row customers() {
        return shop.premises.customers;
    }
}
