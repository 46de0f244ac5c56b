package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes receipts in, each once by its uuid: order, lines, payments and the goods' move. */
final class PosOrders {
    private final Shop shop;
    private final Database database;
    private final Map<String, Row> byUuid = new HashMap<>();
    private final Map<String, Row> byReference = new HashMap<>();

    PosOrders(Shop shop) {
        this.shop = shop;
        this.database = shop.database;
    }

    boolean knows(String uuid) {
        return byUuid.containsKey(uuid);
    }

    void take(Receipt receipt, PosSession session, Stamp soldAt, Stamp at) {
        Row original = receipt.original() == null ? null : byReference.get(receipt.original());
        Row order = order(receipt, session, original, soldAt, at);
        List<Row> lines = new ArrayList<>();
        for (SaleLine line : receipt.lines()) {
            lines.add(line(order, receipt, line, session, original, lines.size() + 1, at));
        }
        List<Row> payments = new ArrayList<>();
        for (Tender tender : receipt.tenders()) {
            payments.add(payment(order, receipt, tender, session, payments.size() + 1, soldAt, at));
        }
        database.edit(order)
                .set("lines", lines)
                .set("payment_ids", payments)
                .set("amount_paid", shop.chart.money(sum(receipt.tenders())))
                .set("picking_ids", shop.posTransfers.carry(order, receipt, session, at));
        byUuid.put(receipt.uuid(), order);
        byReference.putIfAbsent(receipt.number(), order);
        session.orders.add(order);
        count(session, order);
    }

    private Row order(Receipt receipt, PosSession session, @Nullable Row original, Stamp soldAt, Stamp at) {
        Row config = session.till.config();
        int number = shop.numbers.count("pos.order/" + config.id());
        String name = original == null
                ? String.format("%s - %06d", config.text("name"), number)
                : original.text("name") + " REFUND";
        return database.create("pos.order")
                .set("name", name)
                .set("pos_reference", receipt.number())
                .set("uuid", receipt.uuid())
                .set("sequence_number", number)
                .set("state", "paid")
                .set("date_order", soldAt.second())
                .set("session_id", session.row)
                .set("config_id", config)
                .set("user_id", Chart.ADMINISTRATOR)
                .set("amount_total", receipt.total())
                .set("amount_tax", receipt.tax())
                .set("currency_id", shop.chart.currency)
                .set("currency_rate", 1)
                .set("is_refund", receipt.back())
                .set("refunded_order_id", original)
                .set("invoice_status", "to_invoice")
                .set("sale_journal", shop.chart.posJournal)
                .set("company_id", shop.chart.company)
                .set("source", "pos")
                .created(at.moment())
                .row();
    }

    private Row line(
            Row order,
            Receipt receipt,
            SaleLine sold,
            PosSession session,
            @Nullable Row original,
            int number,
            Stamp at) {
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
        return database.create("pos.order.line")
                .set("name", String.format("%06d", order.get("sequence_number").asInt()))
                .set("order_id", order)
                .set("product_id", product.row())
                .set("full_product_name", product.row().text("name"))
                .set("qty", pieces)
                .set("price_unit", sold.unitPrice())
                .set("discount", discount(sold))
                .set("price_subtotal", shop.chart.money(gross - tax))
                .set("price_subtotal_incl", sold.total())
                .set("tax_ids", List.of(product.tax().row()))
                .set("tax_ids_after_fiscal_position", List.of(product.tax().row()))
                .set("refunded_orderline_id", refunded)
                .set("uuid", derived(receipt.uuid(), "line", number))
                .set("total_cost", shop.chart.money(cost))
                .set("is_total_cost_computed", true)
                .created(at.moment())
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

    private Row payment(
            Row order, Receipt receipt, Tender tender, PosSession session, int number, Stamp soldAt, Stamp at) {
        Row method = shop.tills.method(tender.method());
        session.totals.paid(method, tender.amount().minor());
        return database.create("pos.payment")
                .set("pos_order_id", order)
                .set("amount", tender.amount())
                .set("currency_id", shop.chart.currency)
                .set("payment_method_id", method)
                .set("payment_date", soldAt.second())
                .set("session_id", session.row)
                .set("uuid", derived(receipt.uuid(), "payment", number))
                .set("write_date", at.moment())
                .row();
    }

    /** Computed fields of the session: they change and its write date does not. */
    private void count(PosSession session, Row order) {
        double end = session.row.number("cash_register_balance_start")
                + shop.chart.money(session.totals.cash()).toDecimal().doubleValue();
        database.edit(session.row)
                .set("order_ids", Transfers.newestFirst(session.row.refs("order_ids"), order))
                .set("order_count", session.orders.size())
                .set("total_payments_amount", shop.chart.money(session.totals.allPaid()))
                .set("cash_register_balance_end", end)
                .set("cash_register_difference", -end);
    }

    /** In percent of what the pieces cost without it. */
    static double discount(SaleLine line) {
        double full = line.unitPrice().minor() * line.quantity().value().doubleValue();
        return full == 0 ? 0 : Math.round((1 - Math.abs(line.total().minor()) / Math.abs(full)) * 10_000) / 100.0;
    }

    private static long sum(List<Tender> tenders) {
        return tenders.stream().mapToLong(tender -> tender.amount().minor()).sum();
    }

    /** Equal receipts get equal parts. */
    private static String derived(String uuid, String part, int number) {
        return UUID.nameUUIDFromBytes((uuid + "/" + part + "/" + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
