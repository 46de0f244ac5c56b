package io.tillwatch.simulator.retailfile;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The lines of an invoice as they come. Not thread-safe. */
final class Invoice {
    private final String id;
    private final List<FileLine> lines = new ArrayList<>();
    private boolean onReceipt;
    private LocalDateTime last = LocalDateTime.MIN;

    /** @param id its number, with a suffix when the number comes back after the invoice was closed */
    Invoice(String id) {
        this.id = id;
    }

    void add(FileLine line) {
        lines.add(line);
        onReceipt |= line.priced() || !line.customer().isEmpty();
        if (line.at().isAfter(last)) {
            last = line.at();
        }
    }

    String id() {
        return id;
    }

    /** The number that its receipt shows. */
    String number() {
        return lines.get(0).invoice();
    }

    /** Null when it has none. */
    @Nullable
    String customer() {
        return lines.stream()
                .map(FileLine::customer)
                .filter(customer -> !customer.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** When it was complete: some invoices take more than a minute. */
    LocalDateTime last() {
        return last;
    }

    void sorted(BiConsumer<FileLine, Bucket> to) {
        lines.forEach(line -> to.accept(line, Bucket.of(line, onReceipt)));
    }
}
