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
 * @param matchWithinDays how many days may lie between a sale and a posting that carries no key of it
 * @param zone zone of the books' dates
 * @param horizon how long what is settled is kept
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
        int matchWithinDays,
        ZoneId zone,
        Horizon horizon)
        implements Serializable {

    /** Goes into every case's id: another version of the rules makes other cases. */
    public static final String VERSION = "2";

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
            3,
            ZoneId.of("UTC"),
            Horizon.DEFAULT);

    /**
     * For a file of sales, which is complete when it is handed in: no receipt comes later for an order that only Odoo
     * has, and what was delivered and not invoiced by the end of the books is told.
     */
    public Rules forExtract() {
        Duration soon = Duration.ofMinutes(30);
        return new Rules(
                importWithin,
                shorter(orderImportWithin, soon),
                closeWithin,
                sessionOpenAtMost,
                Duration.ZERO,
                shorter(invoiceWithin, soon),
                deliverWithin,
                periodGrace,
                centsPerReceipt,
                centsPerSession,
                matchWithinDays,
                zone,
                horizon);
    }

    /** For books that are kept in another zone. */
    public Rules in(ZoneId other) {
        return with(other, horizon);
    }

    /** For another horizon. */
    public Rules keeping(Horizon other) {
        return with(zone, other);
    }

    private Rules with(ZoneId otherZone, Horizon otherHorizon) {
        return new Rules(
                importWithin,
                orderImportWithin,
                closeWithin,
                sessionOpenAtMost,
                unknownWithin,
                invoiceWithin,
                deliverWithin,
                periodGrace,
                centsPerReceipt,
                centsPerSession,
                matchWithinDays,
                otherZone,
                otherHorizon);
    }

    private static Duration shorter(Duration some, Duration other) {
        return some.compareTo(other) < 0 ? some : other;
    }
}
