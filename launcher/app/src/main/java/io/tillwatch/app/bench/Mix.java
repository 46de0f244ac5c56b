package io.tillwatch.app.bench;

/** Which events the ledger gets. */
enum Mix {
    /** Keyed by SKU: the ledger's own key. */
    STOCK,
    /** Till receipts, keyed by store. */
    RECEIPTS,
    /** One after the other. */
    BOTH
}
