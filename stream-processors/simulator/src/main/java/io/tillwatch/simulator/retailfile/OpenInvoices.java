package io.tillwatch.simulator.retailfile;

import io.tillwatch.contracts.event.Event;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Gathers lines into invoices. Invoices are keyed in at the same time, so that the lines of one may stand among those
 * of another; one is complete when the file has moved on by some minutes. Not thread-safe.
 */
final class OpenInvoices {
    private static final Duration SETTLED = Duration.ofMinutes(10);

    /** Bounds the memory for a file whose time does not move. */
    private static final int MOST_OPEN = 1_000;

    private final Map<String, Invoice> open = new LinkedHashMap<>();
    private final Map<String, Integer> parts = new HashMap<>();
    private final Count count;
    private final InvoiceEvents events;
    private LocalDateTime newest = LocalDateTime.MIN;

    OpenInvoices(Count count, Consumer<Event<?>> sink) {
        this.count = count;
        this.events = new InvoiceEvents(event -> {
            sink.accept(event);
            count.event();
        });
    }

    void take(FileLine line) {
        open.computeIfAbsent(line.invoice(), this::begin).add(line);
        if (line.at().isAfter(newest)) {
            newest = line.at();
            closeBefore(newest.minus(SETTLED));
        }
        if (open.size() > MOST_OPEN) {
            close(open.values().iterator().next());
        }
    }

    private Invoice begin(String number) {
        int part = parts.merge(number, 1, Integer::sum);
        count.invoices(parts.size());
        return new Invoice(part == 1 ? number : number + "#" + part);
    }

    private void closeBefore(LocalDateTime moment) {
        while (!open.isEmpty()) {
            Invoice eldest = open.values().iterator().next();
            if (!eldest.last().isBefore(moment)) {
                return;
            }
            close(eldest);
        }
    }

    void closeAll() {
        while (!open.isEmpty()) {
            close(open.values().iterator().next());
        }
    }

    private void close(Invoice invoice) {
        open.remove(invoice.number());
        events.tell(invoice);
        invoice.sorted(count::became);
    }
}
