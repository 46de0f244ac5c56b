package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.SessionTotals.Paid;
import io.tillwatch.simulator.odoo.records.Row;
import io.tillwatch.simulator.odoo.records.RowEdit;

/** What a session took, handed on: cash as a statement line, all else as one combined payment a method. */
final class Bank {
    private final Shop shop;

    Bank(Shop shop) {
        this.shop = shop;
    }

    /** The statement line or payment, with its own entry that clears the session's receivable. */
    Row settle(PosSession session, Paid paid, String match, Stamp at) {
        return paid.method().get("is_cash_count").asBoolean()
                ? cash(session, paid, match, at)
                : combined(session, paid, match, at);
    }

    private Row cash(PosSession session, Paid paid, String match, Stamp at) {
        Chart chart = shop.chart;
        String name = shop.numbers.next("CSH1/" + at.year() + "/", 5);
        JournalEntry entry = new JournalEntry(shop.database, chart, chart.cashJournal, "entry", name, null, at);
        RowEdit line = entry.priced(chart.cash, session.name(), paid.amount());
        line.set("amount_residual", chart.amount(paid.amount()));
        matched(entry.priced(chart.posReceivable, session.name(), -paid.amount()), match);
        Row statement = shop.database
                .create("account.bank.statement.line")
                .set("move_id", entry.post())
                .set("journal_id", chart.cashJournal)
                .set("amount", chart.amount(paid.amount()))
                .set("date", at.date())
                .set("payment_ref", session.name())
                .set("pos_session_id", session.row)
                .set("write_date", at.moment())
                .row();
        entry.head().set("statement_line_id", statement);
        return statement;
    }

    private Row combined(PosSession session, Paid paid, String match, Stamp at) {
        Chart chart = shop.chart;
        String memo = "Combine " + paid.method().text("name") + " POS payments from " + session.name();
        String name = shop.numbers.next("PCARD/" + at.year() + "/", 5);
        JournalEntry entry = new JournalEntry(shop.database, chart, chart.cardJournal, "entry", name, memo, at);
        entry.priced(chart.outstanding, "Manual Payment: " + memo, paid.amount())
                .set("amount_residual", chart.amount(paid.amount()));
        matched(entry.priced(chart.posReceivable, "Manual Payment: " + memo, -paid.amount()), match);
        Row payment = shop.database
                .create("account.payment")
                .set("name", name)
                .set("state", "in_process")
                .set("amount", chart.amount(Math.abs(paid.amount())))
                .set("currency_id", chart.currency)
                .set("date", at.date())
                .set("memo", memo)
                .set("payment_type", paid.amount() < 0 ? "outbound" : "inbound")
                .set("journal_id", chart.cardJournal)
                .set("move_id", entry.post())
                .set("pos_session_id", session.row)
                .set("pos_payment_method_id", paid.method())
                .set("write_date", at.moment())
                .row();
        entry.head().set("origin_payment_id", payment);
        return payment;
    }

    private static void matched(RowEdit line, String match) {
        line.set("reconciled", true).set("matching_number", match);
    }
}
