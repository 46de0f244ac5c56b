package io.tillwatch.simulator.retailfile;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.StockAdjusted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What a reader of the events would find, knowing nothing of the file. */
final class EventFold implements Consumer<Event<?>> {
    final List<Event<?>> events = new ArrayList<>();
    final Set<String> ids = new HashSet<>();
    final Map<String, Long> stockBySku = new TreeMap<>();
    final Map<String, Long> penceByDay = new TreeMap<>();
    long lines;
    long units;
    long pence;
    long feePence;

    @Override
    public void accept(Event<?> event) {
        events.add(event);
        ids.add(event.envelope().id());
        String day = event.envelope().time().toLocalDate().toString();
        if (event.data() instanceof SaleCompleted sale) {
            sale.lines().forEach(line -> receipt(day, line, 1));
        } else if (event.data() instanceof ReturnCompleted back) {
            back.lines().forEach(line -> receipt(day, line, -1));
        } else if (event.data() instanceof StockAdjusted adjusted) {
            lines++;
            stockBySku.merge(adjusted.sku(), adjusted.quantity().value().longValueExact(), Long::sum);
        } else {
            throw new AssertionError("an event that no line of the file can be: " + event);
        }
    }

    private void receipt(String day, SaleLine line, int direction) {
        lines++;
        long minor = line.total().minor();
        if (!line.movesStock()) {
            feePence += minor;
            return;
        }
        long pieces = direction * line.quantity().value().longValueExact();
        units += pieces;
        pence += minor;
        stockBySku.merge(line.sku(), -pieces, Long::sum);
        penceByDay.merge(day, minor, Long::sum);
    }
}
