package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions from opening to the edit of their entry. */
final class PosSessions {
    private final Shop shop;
    private final Database database;
    private final Map<Long, PosSession> sessions = new HashMap<>();

    PosSessions(Shop shop) {
        this.shop = shop;
        this.database = shop.database;
    }

    void open(OdooAction.SessionOpened opened) {
        Stamp at = Stamp.of(opened.at());
        Tills.Till till = shop.tills.till(opened.till());
        Row row = database.create("pos.session", opened.id())
                .set("name", opened.name())
                .set("state", "opened")
                .set("config_id", till.config())
                .set("user_id", Chart.ADMINISTRATOR)
                .set("start_at", at.second())
                .set("payment_method_ids", shop.tills.methods())
                .set("currency_id", shop.chart.currency)
                .set("company_id", shop.chart.company)
                .set("write_date", at.moment())
                .row();
        sessions.put(opened.id(), new PosSession(row, till));
        database.edit(till.config()).set("current_session_id", row);
    }

    /**
     * Takes a receipt into its session, or into the one that is open at its till when that is closed.
     *
     * @return false when Odoo refuses it, since no session is open
     */
    boolean take(Instant at, long session, Instant soldAt, Receipt receipt) {
        if (shop.orders.knows(receipt.uuid())) {
            return true;
        }
        PosSession target = sessions.get(session);
        if (target == null || !target.open()) {
            target = openAt(
                    target == null ? receipt.till() : target.till.config().text("name"));
        }
        if (target == null) {
            return false;
        }
        shop.orders.take(receipt, target, Stamp.of(soldAt), Stamp.of(at));
        return true;
    }

    private @Nullable PosSession openAt(String till) {
        if (!shop.tills.knows(till)) {
            return null;
        }
        return sessions.get(shop.tills.till(till).config().ref("current_session_id"));
    }

    void close(OdooAction.SessionClosed closed) {
        PosSession session = sessions.get(closed.id());
        if (session == null || !session.open()) {
            return;
        }
        Stamp at = Stamp.of(closed.at());
        // A session that sold nothing posts nothing.
        Row entry = session.orders.isEmpty() ? null : shop.closing.post(session, at);
        database.edit(session.row)
                .set("state", "closed")
                .set("stop_at", at.second())
                .set("move_id", entry)
                .set("cash_register_balance_end_real", session.row.number("cash_register_balance_end"))
                .set("cash_register_difference", 0)
                .set("write_date", at.moment());
        for (Row order : session.orders) {
            database.edit(order)
                    .set("state", "done")
                    .set("session_move_id", entry)
                    .set("write_date", at.moment());
        }
        database.edit(session.till.config()).set("current_session_id", stillOpen(session.till));
    }

    /** Takes no receipts any more, and posts nothing yet. */
    void beginClosing(OdooAction.SessionClosing closing) {
        PosSession session = sessions.get(closing.id());
        if (session != null && session.open()) {
            database.edit(session.row)
                    .set("state", "closing_control")
                    .set("write_date", Stamp.of(closing.at()).moment());
            database.edit(session.till.config()).set("current_session_id", stillOpen(session.till));
        }
    }

    private @Nullable Row stillOpen(Tills.Till till) {
        return sessions.values().stream()
                .filter(session -> session.till.equals(till) && session.open())
                .map(session -> session.row)
                .max(Comparator.comparing(Row::id))
                .orElse(null);
    }

    /** Somebody edits income and receivable of the posted entry; nothing happens before the session is closed. */
    void alter(OdooAction.EntryAltered altered) {
        PosSession session = sessions.get(altered.session());
        long move = session == null ? 0 : session.row.ref("move_id");
        if (move != 0) {
            new EntryEdit(database, shop.chart, database.row("account.move", move), Stamp.of(altered.at()))
                    .by(altered.by());
        }
    }
}
