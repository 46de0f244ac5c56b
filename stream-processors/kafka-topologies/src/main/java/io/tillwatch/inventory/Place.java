package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.StockPosition;

/**
 * A SKU at a location.
 *
 * @param key of its position: made once, since everybody asks for it
 */
record Place(String sku, String location, String key) {
    static Place of(String sku, String location) {
        return new Place(sku, location, StockPosition.key(sku, location));
    }
}
