package io.tillwatch.simulator.odoo;

import io.tillwatch.simulator.odoo.records.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stock that comes and goes otherwise: opening, receipts, adjustments, transfers. */
final class Goods {
    private static final String RECEIPT = "receipt";
    private static final String ADJUSTMENT = "adjustment";

    private final Shop shop;

    Goods(Shop shop) {
        this.shop = shop;
    }

    /** Opening stock comes as one receipt a warehouse. */
    void open(List<OdooAction.Shelf> shelves, Stamp at) {
        Map<String, Row> receipts = new HashMap<>();
        for (OdooAction.Shelf shelf : shelves) {
            Warehouse warehouse = shop.premises.warehouse(shelf.location());
            Row receipt = receipts.computeIfAbsent(shelf.location(), l -> receipt(warehouse, "opening stock", at));
            Product product = shop.catalogue.get(shelf.sku(), null, at);
            double pieces = shelf.quantity().value().doubleValue();
            shop.transfers.carry(
                    receipt, receipt.text("name"), product, pieces, shop.premises.vendors, warehouse.stock(), at);
        }
        receipts.values().forEach(receipt -> shop.transfers.done(receipt, at));
    }

    void move(OdooAction.StockMoved moved) {
        Stamp at = Stamp.of(moved.at());
        Warehouse warehouse = shop.premises.warehouse(moved.location());
        Product product = shop.catalogue.get(moved.sku(), null, at);
        double pieces = moved.quantity().value().doubleValue();
        Row other = elsewhere(moved.reason());
        Row from = pieces < 0 ? warehouse.stock() : other;
        Row to = pieces < 0 ? other : warehouse.stock();
        if (RECEIPT.equals(moved.reason()) && pieces > 0) {
            Row receipt = receipt(warehouse, null, at);
            shop.transfers.carry(receipt, receipt.text("name"), product, pieces, from, to, at);
            shop.transfers.done(receipt, at);
        } else {
            String reference = other == shop.premises.transit ? moved.reason() : "Product Quantity Updated";
            shop.transfers.carry(null, String.valueOf(reference), product, Math.abs(pieces), from, to, at);
        }
    }

    private Row elsewhere(@Nullable String reason) {
        if (RECEIPT.equals(reason)) {
            return shop.premises.vendors;
        }
        return reason == null || reason.equals(ADJUSTMENT) ? shop.premises.adjustment : shop.premises.transit;
    }

    private Row receipt(Warehouse warehouse, @Nullable String origin, Stamp at) {
        return shop.transfers
                .plan(warehouse, Warehouse.Operation.RECEIPT, shop.premises.vendors, warehouse.stock(), origin, at)
                .row();
    }
}
