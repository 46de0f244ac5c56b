package io.tillwatch.reconciliation;

import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.util.List;

/**
 * Copies of an invoice. A copy loses every key; what it keeps is customer, currency, amount and lines. Only a person can
 * tell whether it was meant, so it is suggested, with the number of invoices that it may be a copy of.
 */
final class Copies {
    private final Books books;

    Copies(Books books) {
        this.books = books;
    }

    /** Tells the copies of a sale's invoice. */
    void tell(Sale sale, JournalEntry invoice, Verdicts verdicts) {
        String key = Twins.key(invoice);
        List<EntryLine> lines = books.linesOf(invoice);
        if (key == null || lines == null) {
            return;
        }
        for (JournalEntry other : books.entries.by("twin", key)) {
            if (isKeyless(other) && other.id() > invoice.id() && sameLines(lines, other)) {
                List<JournalEntry> originals = originals(other, key);
                boolean ofThis = !originals.isEmpty()
                        && originals.get(originals.size() - 1).id() == invoice.id();
                if (ofThis) {
                    verdicts.add(finding(sale, other, originals.size()));
                }
            }
        }
    }

    /** Whether an invoice without a key repeats one that has a key. */
    boolean isCopy(JournalEntry entry) {
        String key = Twins.key(entry);
        return key != null && isKeyless(entry) && !originals(entry, key).isEmpty();
    }

    /** Invoices with a key that were made before and say the same; a copy is made from what stands on the screen. */
    private List<JournalEntry> originals(JournalEntry copy, String key) {
        return books.entries.by("twin", key).stream()
                .filter(other -> other.id() < copy.id() && !isKeyless(other))
                .filter(other -> {
                    List<EntryLine> lines = books.linesOf(other);
                    return lines != null && sameLines(lines, copy);
                })
                .toList();
    }

    private boolean sameLines(List<EntryLine> lines, JournalEntry other) {
        List<EntryLine> others = books.linesOf(other);
        return others != null && Twins.sameLines(lines, others);
    }

    private boolean isKeyless(JournalEntry entry) {
        return entry.unkeyed()
                && books.saleOrders.by("invoice", entry.id()).isEmpty()
                && books.orders.by("invoice", entry.id()).isEmpty();
    }

    private Finding finding(Sale sale, JournalEntry copy, int alternatives) {
        return new Finding(
                        Level.POSTING,
                        BreakKind.ORPHAN_POSTING,
                        "An invoice without any reference repeats customer, amount and lines of the invoice of "
                                + sale.id() + ".")
                .suggested()
                .entry(copy)
                .amounts(
                        null,
                        books.money(copy.total(), copy.currency(), sale.total().currency()))
                .since(copy.writtenAt())
                .fact("alternatives", Integer.toString(alternatives))
                .fact("looksLike", sale.id());
    }
}
