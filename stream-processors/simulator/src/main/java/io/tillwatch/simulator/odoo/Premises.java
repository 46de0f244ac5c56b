package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Database;
import io.tillwatch.simulator.odoo.records.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Warehouses, one for each location of the world and called as it is, and the places that every Odoo has. */
final class Premises {
    private final Database database;
    private final Chart chart;
    private final Map<String, Warehouse> warehouses = new HashMap<>();
    private final Set<String> codes = new HashSet<>();
    final Row vendors;
    final Row customers;
    final Row adjustment;
    final Row transit;

    Premises(Database database, Chart chart) {
        this.database = database;
        this.chart = chart;
        vendors = place("Vendors", "supplier", null, false);
        customers = place("Customers", "customer", null, false);
        adjustment = place("Inventory adjustment", "inventory", null, true);
        transit = place("Inter-warehouse transit", "transit", null, true);
    }

    Warehouse warehouse(String location) {
        Warehouse known = warehouses.get(location);
        if (known != null) {
            return known;
        }
        String code = code(location);
        Row row = database.create("stock.warehouse")
                .set("name", location)
                .set("code", code)
                .set("company_id", chart.company)
                .row();
        Row view = place(code, "view", null, true);
        Row stock = place("Stock", "internal", view, true);
        long firstType = row.id() * Warehouse.Operation.values().length + 1;
        Warehouse warehouse = new Warehouse(row, code, stock, firstType);
        for (Warehouse.Operation operation : Warehouse.Operation.values()) {
            database.name("stock.picking.type", warehouse.type(operation), location + ": " + operation.title);
        }
        database.edit(view).set("warehouse_id", row);
        database.edit(stock).set("warehouse_id", row);
        database.edit(row)
                .set("lot_stock_id", stock)
                .set("view_location_id", view)
                .set("in_type_id", warehouse.type(Warehouse.Operation.RECEIPT))
                .set("out_type_id", warehouse.type(Warehouse.Operation.DELIVERY))
                .set("pos_type_id", warehouse.type(Warehouse.Operation.POS));
        warehouses.put(location, warehouse);
        return warehouse;
    }

    private Row place(String name, String usage, @Nullable Row parent, boolean owned) {
        Row row = database.create("stock.location")
                .set("complete_name", parent == null ? name : parent.text("complete_name") + "/" + name)
                .set("name", name)
                .set("usage", usage)
                .set("active", true)
                .set("company_id", owned ? chart.company : null)
                .row();
        String path = (parent == null ? "" : parent.text("parent_path")) + row.id() + "/";
        database.edit(row).set("parent_path", path);
        return row;
    }

    /** Such as S001 for store-001; unique. */
    private String code(String location) {
        String letters = location.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        String digits = letters.replaceAll("[^0-9]", "");
        String base = digits.isEmpty() ? letters : letters.charAt(0) + digits;
        String code = base;
        for (int twin = 2; !codes.add(code); twin++) {
            code = base + "-" + twin;
        }
        return code;
    }
}
