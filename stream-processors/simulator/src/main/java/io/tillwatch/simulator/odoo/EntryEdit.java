package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.Comparator;

/** An edit of a posted entry, as an accountant makes it. */
record EntryEdit(Database database, Chart chart, Row move, Stamp at) {
    void by(Money difference) {
        add(line("income", -1), -difference.minor());
        add(line("asset_receivable", 1), difference.minor());
        double debits = move.refs("line_ids").stream()
                .mapToDouble(id -> database.row("account.move.line", id).number("debit"))
                .sum();
        database.edit(move)
                .set("amount_total", chart.amount(chart.minor(debits)))
                .set("amount_total_signed", chart.amount(chart.minor(debits)))
                .set("write_date", at.moment());
    }

    /** The largest line of that type on that side. */
    private Row line(String accountType, int side) {
        return move.refs("line_ids").stream()
                .map(id -> database.row("account.move.line", id))
                .filter(line -> line.text("account_type").equals(accountType))
                .max(Comparator.comparingDouble(line -> side * line.number("balance")))
                .orElseThrow(() -> new IllegalStateException(move.text("name") + " has no line " + accountType));
    }

    private void add(Row line, long minor) {
        long before = chart.minor(line.number("balance"));
        JournalEntry.amounts(chart, database.edit(line), before + minor).set("write_date", at.moment());
        if (line.text("display_type").equals("product")) {
            database.edit(line)
                    .set("price_subtotal", chart.amount(chart.minor(line.number("price_subtotal")) + minor))
                    .set("price_total", chart.amount(chart.minor(line.number("price_total")) + minor));
        }
    }
}
