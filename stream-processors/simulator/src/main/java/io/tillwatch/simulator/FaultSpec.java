package io.tillwatch.simulator;

import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.demand.Demand.Product;

/**
 * A fault of the fault day as it is planned: small enough to be read in a list.
 *
 * @param store where; a fault without a place has one as well and does not look at it
 * @param subject what: a till, a service, a credential; empty where the store or the product says it
 * @param product of which; a fault without goods has one as well and does not look at it
 * @param size pieces, hours or orders, as the kind has it
 */
record FaultSpec(FaultKind kind, Window window, Store store, String subject, Product product, int size) {
    boolean concerns(String sku, String location) {
        return product.sku().equals(sku) && (store.id().equals(location) || Retailer.WAREHOUSE.equals(location));
    }
}
