package io.tillwatch.simulator.retailfile;

import io.tillwatch.contracts.value.Money;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the file holds, exactly. {@code lines = sales + returns + adjustments + nonGoods + unaccounted}.
 *
 * @param lines data lines of the file
 * @param invoices distinct invoice numbers, of sales, cancellations and everything else
 * @param units net units of goods sold and returned
 * @param revenue net money of goods sold and returned; lines are rounded half up to pence one by one
 * @param sales lines that are goods sold
 * @param returns lines that are goods of a cancellation
 * @param adjustments lines that are write-offs or found stock
 * @param nonGoods lines that are postage, fees, vouchers, bad debt: kept, and without stock
 * @param unaccounted lines that fit nowhere
 * @param revenueByDay the revenue by local day
 */
public record RetailTotals(
        long lines,
        long invoices,
        long units,
        Money revenue,
        long sales,
        long returns,
        long adjustments,
        long nonGoods,
        long unaccounted,
        SortedMap<LocalDate, Money> revenueByDay) {
    public RetailTotals {
        revenueByDay = new TreeMap<>(Map.copyOf(revenueByDay));
    }
}
