package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import io.tillwatch.simulator.odoo.records.RowEdit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A posted entry while its lines are written. */
final class JournalEntry {
    private final Database database;
    private final Chart chart;
    private final Row move;
    private final @Nullable String ref;
    private final Stamp at;
    private final List<Row> lines = new ArrayList<>();
    private @Nullable Row partner;
    private long balance;
    private long debits;

    JournalEntry(
            Database database, Chart chart, Row journal, String type, String name, @Nullable String ref, Stamp at) {
        this.database = database;
        this.chart = chart;
        this.ref = ref;
        this.at = at;
        this.move = database.create("account.move")
                .set("name", name)
                .set("ref", ref)
                .set("date", at.date())
                .set("journal_id", journal)
                .set("move_type", type)
                .set("state", "posted")
                .set("auto_post", "no")
                .set("currency_id", chart.currency)
                .set("company_currency_id", chart.currency)
                .set("payment_state", "not_paid")
                .created(at.moment())
                .row();
    }

    Row move() {
        return move;
    }

    RowEdit head() {
        return database.edit(move);
    }

    JournalEntry of(Row customer) {
        this.partner = customer;
        head().set("partner_id", customer);
        return this;
    }

    /** What is missing until debits and credits agree, in minor units. */
    long unbalanced() {
        return -balance;
    }

    /**
     * A line of kind product; the caller says what else it is.
     *
     * @param minor balance in minor units: debit when positive
     */
    RowEdit line(Row account, @Nullable String name, long minor) {
        balance += minor;
        debits += Math.max(0, minor);
        RowEdit line = database.create("account.move.line")
                .set("move_id", move)
                .set("move_name", move.text("name"))
                .set("parent_state", "posted")
                .set("date", at.date())
                .set("journal_id", move.ref("journal_id"))
                .set("account_id", account)
                .set("account_type", account.text("account_type"))
                .set("name", name)
                .set("ref", ref)
                .set("currency_id", chart.currency)
                .set("partner_id", partner)
                .set("display_type", "product")
                .set("write_date", at.moment());
        lines.add(line.row());
        return amounts(chart, line, minor);
    }

    /** A line of a kind that has neither quantity nor price: tax and payment terms. */
    RowEdit line(Row account, @Nullable String name, long minor, String displayType) {
        return line(account, name, minor).set("display_type", displayType);
    }

    RowEdit priced(Row account, @Nullable String name, long minor) {
        return price(line(account, name, minor), 1, chart.amount(minor));
    }

    static RowEdit price(RowEdit line, double quantity, double subtotal) {
        return line.set("quantity", quantity).set("price_subtotal", subtotal).set("price_total", subtotal);
    }

    static RowEdit amounts(Chart chart, RowEdit line, long minor) {
        return line.set("debit", chart.amount(Math.max(0, minor)))
                .set("credit", chart.amount(Math.max(0, -minor)))
                .set("balance", chart.amount(minor))
                .set("amount_currency", chart.amount(minor));
    }

    /** Links the lines; an entry's total is the sum of its debits, cost of goods included. */
    Row post() {
        head().set("line_ids", lines);
        if (move.text("move_type").equals("entry")) {
            head().set("amount_total", chart.amount(debits)).set("amount_total_signed", chart.amount(debits));
        }
        return move;
    }

    List<Row> lines() {
        return lines;
    }
}
