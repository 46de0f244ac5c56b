package io.tillwatch.detection;

import java.time.Instant;

/**
 * One receipt or order line of a SKU: demand is counted in customers, since one of them may buy a thousand pieces.
 *
 * @param event digest of the event's identity: delivered again, it is the same customer
 */
record Sold(String sku, String flow, Instant at, long event) {}
