package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sale order and what became of it. */
final class SaleOrder {
    final Row row;
    final Row partner;
    final Warehouse warehouse;
    final List<Line> lines = new ArrayList<>();

    @Nullable
    Row picking;

    @Nullable
    Row invoice;

    /**
     * @param net in minor units
     * @param move null when nothing is delivered for it
     */
    record Line(
            Row row,
            Product product,
            double pieces,
            long net,
            long tax,
            @Nullable Row move) {
        long gross() {
            return net + tax;
        }
    }

    SaleOrder(Row row, Row partner, Warehouse warehouse) {
        this.row = row;
        this.partner = partner;
        this.warehouse = warehouse;
    }

    String reference() {
        return row.text("client_order_ref");
    }
}
