package io.tillwatch.reconciliation;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;

/**
 * When something is due, and what is too small to matter.
 *
 * @param importWithin how long a receipt may take from the till into Odoo
 * @param orderImportWithin how long a channel's order may take into Odoo
 * @param closeWithin how long Odoo may take to close a session after the till did
 * @param sessionOpenAtMost after this a session that nobody closed is a break even when the till told nothing
 * @param unknownWithin how long after the closing a receipt of the till may still arrive for an order that only Odoo has
 * @param invoiceWithin how long after the sale a delivered order may go without a posted invoice
 * @param deliverWithin how long after the sale an order may go undelivered and without an invoice
 * @param periodGrace how many days after the sale a posting may fall into another month
 * @param centsPerReceipt difference in minor units that rounding explains: Odoo computes taxes again, receipt by receipt
 * @param centsPerSession sum of such differences in a session that is still rounding
 * @param zone zone of the books' dates
 */
public record Rules(
        Duration importWithin,
        Duration orderImportWithin,
        Duration closeWithin,
        Duration sessionOpenAtMost,
        Duration unknownWithin,
        Duration invoiceWithin,
        Duration deliverWithin,
        int periodGrace,
        long centsPerReceipt,
        long centsPerSession,
        ZoneId zone)
        implements Serializable {

    /** Goes into every case's id: another version of the rules makes other cases. */
    public static final String VERSION = "1";

    /** Defaults for a retailer whose Odoo posts tills once a day. */
    public static final Rules DEFAULT = new Rules(
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(36),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofDays(7),
            3,
            1,
            50,
            ZoneId.of("UTC"));
}
