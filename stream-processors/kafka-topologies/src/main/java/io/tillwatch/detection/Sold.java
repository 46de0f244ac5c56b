package io.tillwatch.detection;

import java.time.Instant;

/** One receipt or order line of a SKU: demand is counted in customers, since one of them may buy a thousand pieces. */
record Sold(String sku, String flow, Instant at) {}
