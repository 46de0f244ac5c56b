package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.HashMap;
import java.util.Map;

/** Quantities on hand and reserved: one quant for a product at a place. */
final class Stock {
    private static final String INTERNAL = "internal";

    private final Database database;
    private final Map<Shelf, Row> quants = new HashMap<>();

    private record Shelf(long product, long place) {}

    Stock(Database database) {
        this.database = database;
    }

    void carry(Product product, double pieces, Row from, Row to, Stamp stamp) {
        change(product, from, -pieces, stamp);
        change(product, to, pieces, stamp);
    }

    /** Reserves as many as are free, at most the wanted; gives how many that were. */
    double reserve(Product product, double wanted, Row place, Stamp stamp) {
        Row quant = quant(product, place, stamp);
        double got = Math.min(wanted, Math.max(0, quant.number("available_quantity")));
        reserved(quant, product, got, stamp);
        return got;
    }

    void release(Product product, double pieces, Row place, Stamp stamp) {
        if (pieces != 0) {
            reserved(quant(product, place, stamp), product, -pieces, stamp);
        }
    }

    private void change(Product product, Row place, double delta, Stamp stamp) {
        Row quant = quant(product, place, stamp);
        double quantity = quant.number("quantity") + delta;
        database.edit(quant)
                .set("quantity", quantity)
                .set("available_quantity", quantity - quant.number("reserved_quantity"))
                .set("write_date", stamp.moment());
        if (place.text("usage").equals(INTERNAL)) {
            add(product.row(), "qty_available", delta);
            add(product.row(), "virtual_available", delta);
            add(product.row(), "free_qty", delta);
        }
    }

    private void reserved(Row quant, Product product, double delta, Stamp stamp) {
        double reserved = quant.number("reserved_quantity") + delta;
        database.edit(quant)
                .set("reserved_quantity", reserved)
                .set("available_quantity", quant.number("quantity") - reserved)
                .set("write_date", stamp.moment());
        add(product.row(), "free_qty", -delta);
    }

    /** A computed field: changing it writes nothing, so the row's write date stays. */
    private void add(Row row, String field, double delta) {
        database.edit(row).set(field, row.number(field) + delta);
    }

    private Row quant(Product product, Row place, Stamp stamp) {
        return quants.computeIfAbsent(new Shelf(product.row().id(), place.id()), shelf -> {
            boolean internal = place.text("usage").equals(INTERNAL);
            return database.create("stock.quant")
                    .set("product_id", product.row())
                    .set("location_id", place)
                    .set("warehouse_id", internal ? place.ref("warehouse_id") : null)
                    .set("in_date", stamp.second())
                    .set("inventory_date", internal ? stamp.year() + "-12-31" : null)
                    .created(stamp.moment())
                    .row();
        });
    }
}
