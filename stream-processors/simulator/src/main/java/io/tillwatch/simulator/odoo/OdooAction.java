package io.tillwatch.simulator.odoo;

import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happens in Odoo at a moment of the world. */
public sealed interface OdooAction {
    Instant at();

    /** Master data: products, configurations, journals, accounts, opening quants. */
    record Found(Instant at, List<Article> articles, List<Till> tills, List<Shelf> shelves) implements OdooAction {}

    /** A product; {@code taxPercent} is included in its price. */
    record Article(String sku, String name, Money price, int taxPercent) {}

    /** A till is a point of sale configuration. */
    record Till(String name, String location) {}

    /** Opening stock. */
    record Shelf(String sku, String location, Quantity quantity) {}

    /** A till session opens; ids are given by the world, in order of opening. */
    record SessionOpened(Instant at, long id, String name, String till) implements OdooAction {}

    /** A receipt is imported. */
    record SaleImported(Instant at, long session, Instant soldAt, SaleCompleted sale) implements OdooAction {}

    /** A return is imported. */
    record ReturnImported(Instant at, long session, Instant soldAt, ReturnCompleted back) implements OdooAction {}

    /** A session closes, and its one entry is posted. */
    record SessionClosed(Instant at, long id) implements OdooAction {}

    /** A session begins to close, and something in it keeps it from being closed. */
    record SessionClosing(Instant at, long id) implements OdooAction {}

    /** Somebody edits a posted session entry: income and receivable change by this much. */
    record EntryAltered(Instant at, long session, Money by) implements OdooAction {}

    /** A web or marketplace order arrives as a sale order. */
    record OrderImported(
            Instant at,
            String order,
            String origin,
            Instant placedAt,
            String location,
            List<SaleLine> lines,
            Money total,
            Money tax)
            implements OdooAction {}

    /** The order is delivered and its invoice posted. */
    record OrderInvoiced(Instant at, String order) implements OdooAction {}

    /** The order is cancelled before delivery. */
    record OrderCancelled(Instant at, String order) implements OdooAction {}

    /** The order's invoice is reversed by a credit note. */
    record OrderCredited(Instant at, String order, boolean restocked) implements OdooAction {}

    /** Stock changed otherwise: receipt, adjustment, count, transfer. */
    record StockMoved(
            Instant at,
            String sku,
            String location,
            Quantity quantity,
            @Nullable String reason) implements OdooAction {}

    /** From now on the server answers 429, or no more. */
    record Throttled(Instant at, boolean on) implements OdooAction {}
}
