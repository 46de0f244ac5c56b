package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Web and marketplace orders, each imported once by its number. */
final class SaleOrders {
    private final Shop shop;
    private final Database database;
    private final Invoices invoices;
    private final Map<String, SaleOrder> orders = new HashMap<>();
    private final Map<String, Row> partners = new HashMap<>();

    SaleOrders(Shop shop) {
        this.shop = shop;
        this.database = shop.database;
        this.invoices = new Invoices(shop);
    }

    void take(OdooAction.OrderImported imported) {
        if (orders.containsKey(imported.order())) {
            return;
        }
        Stamp at = Stamp.of(imported.at());
        Row partner = partner(imported.origin(), at);
        Warehouse warehouse = shop.premises.warehouse(imported.location());
        Row row = database.create("sale.order")
                .set("name", shop.numbers.next("S", 5))
                .set("client_order_ref", imported.order())
                .set("origin", imported.origin())
                .set("state", "sale")
                .set("date_order", Stamp.of(imported.placedAt()).second())
                .set("amount_untaxed", imported.total().minus(imported.tax()))
                .set("amount_tax", imported.tax())
                .set("amount_total", imported.total())
                .set("currency_id", shop.chart.currency)
                .set("currency_rate", 1)
                .set("invoice_status", "no")
                .set("delivery_status", "pending")
                .set("warehouse_id", warehouse.row())
                .set("partner_id", partner)
                .set("write_date", at.moment())
                .row();
        SaleOrder order = new SaleOrder(row, partner, warehouse);
        if (imported.lines().stream().anyMatch(SaleLine::movesStock)) {
            shop.deliveries.plan(order, at);
        }
        imported.lines().forEach(sold -> order.lines.add(line(order, sold, at)));
        orders.put(imported.order(), order);
    }

    private SaleOrder.Line line(SaleOrder order, SaleLine sold, Stamp at) {
        Product product = shop.catalogue.get(sold.sku(), sold.unitPrice(), at);
        long gross = sold.total().minor();
        long tax = product.tax().in(gross);
        double pieces = sold.quantity().value().doubleValue();
        Row row = database.create("sale.order.line")
                .set("order_id", order.row)
                .set("product_id", product.row())
                .set("product_uom_qty", pieces)
                .set("price_unit", sold.unitPrice())
                .set("discount", PosLines.discount(sold))
                .set("price_subtotal", shop.chart.amount(gross - tax))
                .set("price_tax", shop.chart.amount(tax))
                .set("price_total", sold.total())
                .set("tax_ids", List.of(product.tax().row()))
                .set("write_date", at.moment())
                .row();
        return new SaleOrder.Line(
                row, product, pieces, gross - tax, tax, shop.deliveries.reserve(order, row, sold, product, at));
    }

    private Row partner(String origin, Stamp at) {
        return partners.computeIfAbsent(
                origin,
                channel -> database.create("res.partner")
                        .set("name", "Customers of " + channel)
                        .set("display_name", "Customers of " + channel)
                        .set("write_date", at.moment())
                        .row());
    }

    /** Delivers what was ordered and posts the invoice. */
    void invoice(OdooAction.OrderInvoiced invoiced) {
        SaleOrder order = orders.get(invoiced.order());
        if (order == null || order.invoice != null || cancelled(order)) {
            return;
        }
        Stamp at = Stamp.of(invoiced.at());
        shop.deliveries.carryOut(order, at);
        database.edit(order.row).set("delivery_status", "full");
        order.invoice = invoices.invoice(order, at);
    }

    void cancel(OdooAction.OrderCancelled cancelled) {
        SaleOrder order = orders.get(cancelled.order());
        if (order == null || order.invoice != null || cancelled(order)) {
            return;
        }
        Stamp at = Stamp.of(cancelled.at());
        shop.deliveries.cancel(order, at);
        order.lines.forEach(line -> database.edit(line.row()).set("write_date", at.moment()));
        database.edit(order.row)
                .set("state", "cancel")
                .set("delivery_status", null)
                .set("write_date", at.moment());
    }

    /** Reverses the invoice; goods that are good come back to the warehouse that sells nothing over a counter. */
    void credit(OdooAction.OrderCredited credited) {
        SaleOrder order = orders.get(credited.order());
        if (order == null || order.invoice == null) {
            return;
        }
        Stamp at = Stamp.of(credited.at());
        if (credited.restocked()) {
            shop.deliveries.restock(order, at);
        }
        invoices.credit(order, order.invoice, credited.restocked() ? "returned" : "damaged", at);
    }

    private static boolean cancelled(SaleOrder order) {
        return order.row.text("state").equals("cancel");
    }
}
