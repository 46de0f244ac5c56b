package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Invoices and credit notes of sale orders: product lines, taxes, what is owed, and the cost of goods. */
final class Invoices {
    private final Shop shop;
    private final Chart chart;
    private final Database database;

    private record Taxed(Tax tax, long net, long amount) {}

    Invoices(Shop shop) {
        this.shop = shop;
        this.chart = shop.chart;
        this.database = shop.database;
    }

    Row invoice(SaleOrder order, Stamp at) {
        String name = shop.numbers.next("INV/" + at.year() + "/", 5);
        Row move = post(order, "out_invoice", name, order.reference(), null, at);
        database.edit(move).set("payment_reference", name);
        for (SaleOrder.Line line : order.lines) {
            database.edit(line.row())
                    .set("qty_delivered", line.pieces())
                    .set("qty_invoiced", line.pieces())
                    .set("write_date", at.moment());
        }
        database.edit(order.row).set("invoice_status", "invoiced");
        return move;
    }

    /** It loses the order's reference, as in Odoo: only the link to the invoice remains. */
    Row credit(SaleOrder order, Row invoice, String reason, Stamp at) {
        String name = shop.numbers.next("RINV/" + at.year() + "/", 5);
        String ref = "Reversal of: " + invoice.text("name") + ", " + reason;
        Row move = post(order, "out_refund", name, ref, invoice, at);
        for (SaleOrder.Line line : order.lines) {
            database.edit(line.row())
                    .set("qty_invoiced", 0)
                    .set("qty_to_invoice", line.pieces())
                    .set("write_date", at.moment());
        }
        database.edit(order.row).set("invoice_status", "to invoice");
        return move;
    }

    private Row post(SaleOrder order, String type, String name, String ref, @Nullable Row reversed, Stamp at) {
        int sign = reversed == null ? 1 : -1;
        long net = order.lines.stream().mapToLong(SaleOrder.Line::net).sum();
        long tax = order.lines.stream().mapToLong(SaleOrder.Line::tax).sum();
        JournalEntry entry =
                new JournalEntry(database, chart, chart.salesJournal, type, name, ref, at).of(order.partner);
        entry.head()
                .set("invoice_date", at.date())
                .set("amount_untaxed", chart.amount(net))
                .set("amount_tax", chart.amount(tax))
                .set("amount_total", chart.amount(net + tax))
                .set("amount_total_signed", chart.amount(sign * (net + tax)))
                .set("amount_residual", chart.amount(net + tax))
                .set("invoice_origin", order.row.text("name"))
                .set("reversed_entry_id", reversed);
        order.lines.forEach(line -> product(entry, line, sign, reversed == null));
        taxes(order).forEach(taxed -> tax(entry, taxed, sign));
        String term = reversed == null ? ref + " - " + name : null;
        entry.line(chart.receivable, term, sign * (net + tax), "payment_term")
                .set("amount_residual", chart.amount(sign * (net + tax)));
        order.lines.forEach(line -> cost(entry, line, sign));
        database.edit(order.row).addFirst("invoice_ids", entry.move()).set("write_date", at.moment());
        return entry.post();
    }

    private void product(JournalEntry entry, SaleOrder.Line sold, int sign, boolean linked) {
        Row line = entry.line(chart.productSales, sold.product().displayName(), -sign * sold.net())
                .set("tax_ids", List.of(sold.product().tax().row()))
                .set("product_id", sold.product().row())
                .set("quantity", sold.pieces())
                .set("price_subtotal", chart.amount(sold.net()))
                .set("price_total", chart.amount(sold.gross()))
                .set("sale_line_ids", linked ? List.of(sold.row()) : null)
                .row();
        database.edit(sold.row()).addFirst("invoice_lines", line);
    }

    private static List<Taxed> taxes(SaleOrder order) {
        Map<Integer, Taxed> byPercent = new TreeMap<>();
        for (SaleOrder.Line line : order.lines) {
            Tax tax = line.product().tax();
            byPercent.merge(
                    tax.percent(),
                    new Taxed(tax, line.net(), line.tax()),
                    (before, added) -> new Taxed(tax, before.net + added.net, before.amount + added.amount));
        }
        return new ArrayList<>(byPercent.values());
    }

    private void tax(JournalEntry entry, Taxed taxed, int sign) {
        if (taxed.amount() != 0) {
            entry.line(chart.taxReceived, taxed.tax().row().text("name"), -sign * taxed.amount(), "tax")
                    .set("tax_line_id", taxed.tax().row())
                    .set("tax_base_amount", chart.amount(-sign * taxed.net()));
        }
    }

    private void cost(JournalEntry entry, SaleOrder.Line sold, int sign) {
        long cost = sold.move() == null ? 0 : sold.product().cost(sold.pieces());
        if (cost != 0) {
            cost(entry, chart.stockValuation, sold, -sign * cost, cost);
            cost(entry, chart.expenses, sold, sign * cost, -cost);
        }
    }

    private void cost(JournalEntry entry, Row account, SaleOrder.Line sold, long balance, long subtotal) {
        JournalEntry.price(
                entry.line(account, sold.product().displayName(), balance, "cogs")
                        .set("product_id", sold.product().row()),
                sold.pieces(),
                chart.amount(subtotal));
    }
}
