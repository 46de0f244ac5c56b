package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import io.tillwatch.simulator.odoo.records.RowEdit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The lines of receipts. */
final class PosLines {
    private final Shop shop;
    private final Database database;

    PosLines(Shop shop) {
        this.shop = shop;
        this.database = shop.database;
    }

    /** @param original the order that is returned */
    Row write(Row order, Receipt receipt, SaleLine sold, PosSession session, @Nullable Row original, Stamp at) {
        Product product = shop.catalogue.get(sold.sku(), sold.unitPrice(), at);
        long gross = sold.total().minor();
        long tax = product.tax().in(gross);
        double pieces = sold.quantity().value().doubleValue() * (receipt.back() ? -1 : 1);
        long cost = sold.movesStock() ? product.cost(pieces) : 0;
        Row refunded = original == null ? null : lineOf(original, product);
        if (refunded != null) {
            database.edit(refunded).set("refunded_qty", refunded.number("refunded_qty") - pieces);
        }
        session.totals.line(receipt.back(), product, gross - tax, tax, cost);
        RowEdit line = database.create("pos.order.line")
                .set("name", Numbers.padded(order.get("sequence_number").asInt(), 6))
                .set("order_id", order)
                .set("product_id", product.row())
                .set("full_product_name", product.row().text("name"))
                .set("qty", pieces)
                .set("price_unit", sold.unitPrice())
                .set("discount", discount(sold))
                .set("price_subtotal", shop.chart.amount(gross - tax))
                .set("price_subtotal_incl", sold.total())
                .set("tax_ids", List.of(product.tax().row()))
                .set("tax_ids_after_fiscal_position", List.of(product.tax().row()))
                .set("refunded_orderline_id", refunded)
                .set("total_cost", shop.chart.amount(cost))
                .set("is_total_cost_computed", true)
                .created(at.moment());
        // Lines of a document may share a number, so it cannot tell them apart.
        return line.set("uuid", derived(receipt.uuid(), "line", line.row().id()))
                .row();
    }

    private @Nullable Row lineOf(Row order, Product product) {
        for (long id : order.refs("lines")) {
            Row line = database.row("pos.order.line", id);
            if (line.ref("product_id") == product.row().id()) {
                return line;
            }
        }
        return null;
    }

    /** In percent of what the pieces cost without it. */
    static double discount(SaleLine line) {
        double full = line.unitPrice().minor() * line.quantity().value().doubleValue();
        return full == 0 ? 0 : Math.round((1 - Math.abs(line.total().minor()) / Math.abs(full)) * 10_000) / 100.0;
    }

    /** Equal receipts get equal parts. */
    static String derived(String uuid, String part, long number) {
        return UUID.nameUUIDFromBytes((uuid + "/" + part + "/" + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
