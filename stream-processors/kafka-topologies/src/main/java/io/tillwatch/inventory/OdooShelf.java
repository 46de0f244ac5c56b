package io.tillwatch.inventory;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What Odoo says is on the shelf: the sum of a product's quants in the internal places of a warehouse.
 *
 * @param location ours
 * @param writtenAt when Odoo last changed it
 * @param readAt the reader's watermark
 */
record OdooShelf(
        String sku,
        String location,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity,
        Instant writtenAt,
        Instant readAt) {}
