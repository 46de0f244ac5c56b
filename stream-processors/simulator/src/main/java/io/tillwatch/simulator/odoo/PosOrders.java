package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            lines.add(shop.posLines.write(order, receipt, line, session, original, at));
        }
        List<Row> payments = new ArrayList<>();
        for (Tender tender : receipt.tenders()) {
            payments.add(payment(order, receipt, tender, session, payments.size() + 1, soldAt, at));
        }
        database.edit(order)
                .set("lines", lines)
                .set("payment_ids", payments)
                .set("amount_paid", shop.chart.amount(sum(receipt.tenders())))
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
                ? config.text("name") + " - " + Numbers.padded(number, 6)
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
                .set("uuid", PosLines.derived(receipt.uuid(), "payment", number))
                .set("write_date", at.moment())
                .row();
    }

    /** Computed fields of the session: they change and its write date does not. */
    private void count(PosSession session, Row order) {
        double end = session.row.number("cash_register_balance_start") + shop.chart.amount(session.totals.cash());
        database.edit(session.row)
                .addFirst("order_ids", order)
                .set("order_count", session.orders.size())
                .set("total_payments_amount", shop.chart.amount(session.totals.allPaid()))
                .set("cash_register_balance_end", end)
                .set("cash_register_difference", -end);
    }

    private static long sum(List<Tender> tenders) {
        return tenders.stream().mapToLong(tender -> tender.amount().minor()).sum();
    }
}
