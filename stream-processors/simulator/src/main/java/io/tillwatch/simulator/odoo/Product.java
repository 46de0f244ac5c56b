package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Row;

/** @param cost standard price of a piece in minor units */
record Product(Row row, String sku, Tax tax, long cost) {
    /** Cost of so many pieces, in minor units. */
    long cost(double pieces) {
        return Math.round(cost * pieces);
    }

    String displayName() {
        return "[" + sku + "] " + row.text("name");
    }
}
