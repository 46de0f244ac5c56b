package io.tillwatch.simulator.retailfile;

import io.tillwatch.contracts.value.Money;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the file holds, exactly.
 * {@code lines = sales + returns + adjustments + nonGoods + rejected + unaccounted}.
 *
 * @param lines data lines of the file; blank ones are none
 * @param invoices distinct invoice numbers, of sales, cancellations and everything else
 * @param units net units of goods sold and returned
 * @param revenue net money of goods sold and returned; lines are rounded half up to pence one by one
 * @param sales lines that are goods sold or given away
 * @param returns lines that are goods of a cancellation
 * @param adjustments lines that are write-offs or found stock
 * @param nonGoods lines that are postage, fees, vouchers, bad debt: kept, and without stock
 * @param rejected lines that could not be understood and became no event
 * @param unaccounted lines that got lost between reading and counting: zero, or there is a fault in the reader
 * @param revenueByDay the revenue by local day
 * @param adjustedUnits net units of the adjustments; written off is negative
 * @param nonGoodsMoney net money of what is no goods
 * @param everything all lines that were understood, whatever they are: what anybody gets who adds up the columns
 * @param events how many events the lines became
 * @param rejectedLines the first thousand of them
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
        long rejected,
        long unaccounted,
        SortedMap<LocalDate, Money> revenueByDay,
        long adjustedUnits,
        Money nonGoodsMoney,
        Everything everything,
        long events,
        List<RejectedLine> rejectedLines) {
    public RetailTotals {
        revenueByDay = Collections.unmodifiableSortedMap(new TreeMap<>(revenueByDay));
        rejectedLines = List.copyOf(rejectedLines);
    }

    /** Net units and money of all lines together. */
    public record Everything(long units, Money revenue, SortedMap<LocalDate, Money> revenueByDay) {
        public Everything {
            revenueByDay = Collections.unmodifiableSortedMap(new TreeMap<>(revenueByDay));
        }
    }
}
