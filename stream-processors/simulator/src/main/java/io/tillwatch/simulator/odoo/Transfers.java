package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import io.tillwatch.simulator.odoo.records.RowEdit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Transfers and the moves of goods in them. */
final class Transfers {
    private static final Set<String> OURS = Set.of("internal", "transit");

    private final Database database;
    private final Stock stock;
    private final Numbers numbers;

    Transfers(Database database, Stock stock, Numbers numbers) {
        this.database = database;
        this.stock = stock;
        this.numbers = numbers;
    }

    /** A transfer that waits. */
    RowEdit plan(
            Warehouse warehouse, Warehouse.Operation operation, Row from, Row to, @Nullable String origin, Stamp at) {
        return database.create("stock.picking")
                .set("name", numbers.next(warehouse.code() + "/" + operation.letters + "/", 5))
                .set("origin", origin)
                .set("state", "assigned")
                .set("picking_type_id", warehouse.type(operation))
                .set("picking_type_code", operation.code)
                .set("location_id", from)
                .set("location_dest_id", to)
                .set("scheduled_date", at.second())
                .set("write_date", at.moment());
    }

    /** A move that waits with what could be reserved for it. */
    Row reserve(Row picking, Product product, double pieces, Row from, Row to, Stamp at) {
        double got = stock.reserve(product, pieces, from, at);
        String state = got == pieces ? "assigned" : got == 0 ? "confirmed" : "partially_available";
        return move(picking, product, pieces, from, to, at)
                .set("quantity", got)
                .set("state", state)
                .row();
    }

    /** Goods that move at once, in a transfer or without one. */
    Row carry(@Nullable Row picking, String reference, Product product, double pieces, Row from, Row to, Stamp at) {
        Row move = move(picking, product, pieces, from, to, at)
                .set("reference", reference)
                .row();
        finish(move, product, pieces, from, to, at);
        return move;
    }

    /** What waited is carried out. */
    void carryOut(Row move, Product product, Row from, Row to, Stamp at) {
        stock.release(product, move.number("quantity"), from, at);
        finish(move, product, move.number("product_uom_qty"), from, to, at);
    }

    void cancel(Row move, Product product, Row from, Stamp at) {
        stock.release(product, move.number("quantity"), from, at);
        database.edit(move).set("quantity", 0).set("state", "cancel").set("write_date", at.moment());
    }

    void done(Row picking, Stamp at) {
        database.edit(picking)
                .set("state", "done")
                .set("date_done", at.second())
                .set("write_date", at.moment());
    }

    private RowEdit move(@Nullable Row picking, Product product, double pieces, Row from, Row to, Stamp at) {
        return database.create("stock.move")
                .set("reference", picking == null ? null : picking.text("name"))
                .set("product_id", product.row())
                .set("product_uom_qty", pieces)
                .set("date", at.second())
                .set("location_id", from)
                .set("location_dest_id", to)
                .set("location_usage", from.text("usage"))
                .set("location_dest_usage", to.text("usage"))
                .set("picking_id", picking)
                .set("picking_type_id", picking == null ? null : picking.ref("picking_type_id"))
                .created(at.moment());
    }

    private void finish(Row move, Product product, double pieces, Row from, Row to, Stamp at) {
        boolean leaves = OURS.contains(from.text("usage"));
        boolean comes = OURS.contains(to.text("usage"));
        double value = product.row().number("standard_price") * pieces;
        database.edit(move)
                .set("quantity", pieces)
                .set("picked", true)
                .set("state", "done")
                .set("date", at.second())
                .set("value", leaves == comes ? 0 : Math.round(value * 100) / 100.0)
                .set("is_in", comes && !leaves)
                .set("is_out", leaves && !comes)
                .set("write_date", at.moment());
        database.create("stock.move.line")
                .set("move_id", move)
                .set("reference", move.text("reference"))
                .set("product_id", product.row())
                .set("quantity", pieces)
                .set("state", "done")
                .set("date", at.second())
                .set("location_id", from)
                .set("location_dest_id", to)
                .set("picking_id", move.ref("picking_id") == 0 ? null : move.ref("picking_id"))
                .created(at.moment());
        stock.carry(product, pieces, from, to, at);
    }
}
