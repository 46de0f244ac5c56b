package io.tillwatch.app.replay;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.simulator.retailfile.RetailTotals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The totals as they are printed, money in pounds. {@code lines = sales + returns + adjustments + nonGoods + rejected +
 * unaccounted}.
 *
 * @param units net units of all lines, as anybody gets who adds up the column
 * @param revenue net money of all lines, rounded to pence line by line
 * @param goods what of these is goods sold and returned
 */
record ReplayTotals(
        long lines,
        long invoices,
        long units,
        BigDecimal revenue,
        long sales,
        long returns,
        long adjustments,
        long nonGoods,
        long rejected,
        long unaccounted,
        Goods goods,
        long adjustedUnits,
        BigDecimal nonGoodsRevenue,
        SortedMap<LocalDate, BigDecimal> revenueByDay,
        long events,
        double seconds,
        long linesPerSecond) {

    record Goods(long units, BigDecimal revenue, SortedMap<LocalDate, BigDecimal> revenueByDay) {}

    static ReplayTotals of(RetailTotals totals, double seconds) {
        RetailTotals.Everything all = totals.everything();
        return new ReplayTotals(
                totals.lines(),
                totals.invoices(),
                all.units(),
                all.revenue().toDecimal(),
                totals.sales(),
                totals.returns(),
                totals.adjustments(),
                totals.nonGoods(),
                totals.rejected(),
                totals.unaccounted(),
                new Goods(totals.units(), totals.revenue().toDecimal(), decimals(totals.revenueByDay())),
                totals.adjustedUnits(),
                totals.nonGoodsMoney().toDecimal(),
                decimals(all.revenueByDay()),
                totals.events(),
                Math.round(seconds * 100) / 100.0,
                (long) (totals.lines() / Math.max(0.001, seconds)));
    }

    private static SortedMap<LocalDate, BigDecimal> decimals(SortedMap<LocalDate, Money> amounts) {
        SortedMap<LocalDate, BigDecimal> decimals = new TreeMap<>();
        amounts.forEach((day, amount) -> decimals.put(day, amount.toDecimal()));
        return decimals;
    }
}
