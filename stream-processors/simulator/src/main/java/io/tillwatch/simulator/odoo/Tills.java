package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The points of sale and the ways to pay at them. */
final class Tills {
    private static final List<String> USUAL = List.of("cash", "card", "voucher");

    private final Database database;
    private final Chart chart;
    private final Premises premises;
    private final Map<String, Till> tills = new HashMap<>();
    private final Map<String, Row> methods = new LinkedHashMap<>();
    private final Set<String> locations = new HashSet<>();

    /** @param config row of pos.config */
    record Till(Row config, Warehouse warehouse) {}

    Tills(Database database, Chart chart, Premises premises) {
        this.database = database;
        this.chart = chart;
        this.premises = premises;
        USUAL.forEach(this::method);
    }

    void add(OdooAction.Till till) {
        Warehouse warehouse = premises.warehouse(till.location());
        Row config = database.create("pos.config")
                .set("name", till.name())
                .set("journal_id", chart.posJournal)
                .set("invoice_journal_id", chart.salesJournal)
                .set("payment_method_ids", methods())
                .set("picking_type_id", warehouse.type(Warehouse.Operation.POS))
                .set("warehouse_id", warehouse.row())
                .set("currency_id", chart.currency)
                .row();
        tills.put(till.name(), new Till(config, warehouse));
        locations.add(till.location());
    }

    /** @throws IllegalArgumentException when there is no such till */
    Till till(String name) {
        Till till = tills.get(name);
        if (till == null) {
            throw new IllegalArgumentException("Odoo has no point of sale " + name);
        }
        return till;
    }

    boolean knows(String name) {
        return tills.containsKey(name);
    }

    boolean sellsAt(String location) {
        return locations.contains(location);
    }

    List<Row> methods() {
        return new ArrayList<>(methods.values());
    }

    /** The payment method of a tender; made when it is new. */
    Row method(String tender) {
        return methods.computeIfAbsent(tender, name -> {
            boolean cash = name.equals("cash");
            return database.create("pos.payment.method")
                    .set("name", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                    .set("type", cash ? "cash" : "bank")
                    .set("journal_id", cash ? chart.cashJournal : chart.cardJournal)
                    .set("is_cash_count", cash)
                    .row();
        });
    }
}
