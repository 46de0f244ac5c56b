package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Row;
import java.util.ArrayList;
import java.util.List;

/** A session and what it has taken so far. */
final class PosSession {
    final Row row;
    final Tills.Till till;
    final SessionTotals totals = new SessionTotals();
    final List<Row> orders = new ArrayList<>();

    PosSession(Row row, Tills.Till till) {
        this.row = row;
        this.till = till;
    }

    boolean open() {
        return row.text("state").equals("opened");
    }

    String name() {
        return row.text("name");
    }
}
