package io.tillwatch.simulator.retailfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.value.Money;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Three ways to add up a file agree: the reader's totals, a fold of its events, a fold of the file. */
final class Agreement {
    private Agreement() {}

    static void check(Path file, RetailTotals totals, EventFold events) throws IOException {
        FileFold fold = FileFold.of(file);

        assertThat(totals.unaccounted()).isZero();
        assertThat(totals.rejected()).isZero();
        assertThat(totals.lines()).isEqualTo(fold.total).isEqualTo(events.lines);
        assertThat(totals.invoices()).isEqualTo(fold.invoices.size());
        assertThat(totals.sales()).isEqualTo(fold.lines.getOrDefault("sold", 0L));
        assertThat(totals.returns()).isEqualTo(fold.lines.getOrDefault("returned", 0L));
        assertThat(totals.adjustments()).isEqualTo(fold.lines.getOrDefault("adjusted", 0L));
        assertThat(totals.nonGoods()).isEqualTo(fold.lines.getOrDefault("fee", 0L));
        assertThat(totals.units()).isEqualTo(fold.units).isEqualTo(events.units);
        assertThat(totals.adjustedUnits()).isEqualTo(fold.adjustedUnits);
        assertThat(totals.revenue().minor()).isEqualTo(fold.pence).isEqualTo(events.pence);
        assertThat(totals.nonGoodsMoney().minor()).isEqualTo(fold.feePence).isEqualTo(events.feePence);
        assertThat(pence(totals.revenueByDay())).isEqualTo(fold.penceByDay).isEqualTo(events.penceByDay);
        assertThat(totals.everything().units()).isEqualTo(fold.allUnits);
        assertThat(totals.everything().revenue().minor()).isEqualTo(fold.pence + fold.feePence);
        assertThat(pence(totals.everything().revenueByDay())).isEqualTo(fold.allPenceByDay);
        assertThat(events.stockBySku).isEqualTo(fold.stockBySku);
        assertThat(totals.events()).isEqualTo(events.events.size()).isEqualTo(events.ids.size());
    }

    private static Map<String, Long> pence(Map<LocalDate, Money> amounts) {
        Map<String, Long> pence = new TreeMap<>();
        amounts.forEach((day, money) -> pence.put(day.toString(), money.minor()));
        return pence;
    }
}
