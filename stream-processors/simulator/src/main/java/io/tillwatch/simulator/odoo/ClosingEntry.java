package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.SessionTotals.Group;
import io.tillwatch.simulator.odoo.SessionTotals.Paid;
import io.tillwatch.simulator.odoo.SessionTotals.Sum;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Posts the one entry of a closed session: tax and income lines by sale or refund and tax, a receivable line for each
 * payment method, and the cost of goods; then what was paid, method by method.
 */
final class ClosingEntry {
    private final Shop shop;

    ClosingEntry(Shop shop) {
        this.shop = shop;
    }

    Row post(PosSession session, Stamp at) {
        Chart chart = shop.chart;
        String name = shop.numbers.next("POSS/" + at.month() + "/", 4);
        JournalEntry entry =
                new JournalEntry(shop.database, chart, chart.posJournal, "entry", name, session.name(), at);
        entry.head().set("pos_session_ids", List.of(session.row));
        session.totals.groups().forEach((group, sum) -> tax(entry, group, sum));
        session.totals.groups().forEach((group, sum) -> income(entry, group, sum));
        cost(entry, chart.expenses, session.totals.costOut() + session.totals.costBack());
        List<Row> statements = new ArrayList<>();
        List<Row> payments = new ArrayList<>();
        for (Paid paid : session.totals.payments()) {
            String match = String.valueOf(shop.numbers.count("matching"));
            receivable(entry, session, paid, match);
            if (paid.amount() != 0) {
                boolean cash = paid.method().get("is_cash_count").asBoolean();
                (cash ? statements : payments).add(shop.bank.settle(session, paid, match, at));
            }
        }
        cost(entry, chart.stockValuation, -session.totals.costOut());
        cost(entry, chart.stockValuation, -session.totals.costBack());
        if (entry.unbalanced() != 0) {
            entry.priced(chart.posReceivable, "Difference at closing PoS session", entry.unbalanced());
        }
        shop.database.edit(session.row).set("statement_line_ids", statements).set("bank_payment_ids", payments);
        return entry.post();
    }

    private void tax(JournalEntry entry, Group group, Sum sum) {
        if (sum.tax() != 0) {
            entry.line(shop.chart.taxReceived, group.tax().row().text("name"), -sum.tax(), "tax")
                    .set("tax_line_id", group.tax().row())
                    .set("tax_base_amount", shop.chart.amount(Math.abs(sum.net())));
        }
    }

    private void income(JournalEntry entry, Group group, Sum sum) {
        String title = group.back() ? "Refund" : "Sales";
        entry.line(
                        shop.chart.productSales,
                        title + "  with " + group.tax().row().text("name"),
                        -sum.net())
                .set("tax_ids", List.of(group.tax().row()))
                .set("quantity", group.back() ? -1 : 1)
                .set("price_subtotal", shop.chart.amount(-sum.net()))
                .set("price_total", shop.chart.amount(-sum.net() - sum.tax()));
    }

    private void cost(JournalEntry entry, Row account, long minor) {
        if (minor != 0) {
            entry.priced(account, null, minor);
        }
    }

    private void receivable(JournalEntry entry, PosSession session, Paid paid, String match) {
        if (paid.amount() != 0) {
            String name = session.name() + " - " + paid.method().text("name");
            entry.line(shop.chart.posReceivable, name, paid.amount(), "payment_term")
                    .set("reconciled", true)
                    .set("matching_number", match);
        }
    }
}
