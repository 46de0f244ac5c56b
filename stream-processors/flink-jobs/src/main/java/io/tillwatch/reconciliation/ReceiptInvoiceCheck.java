package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.util.List;

/**
 * Judges the invoice of a receipt. Made at the till it takes the order's place in the books, since the session's entry
 * leaves it out; made after the closing it comes with an entry that takes the order out again.
 */
final class ReceiptInvoiceCheck {
    private final Books books;
    private final Rules rules;
    private final Periods periods;
    private final Copies copies;

    ReceiptInvoiceCheck(Books books, Rules rules) {
        this.books = books;
        this.rules = rules;
        this.periods = new Periods(rules);
        this.copies = new Copies(books);
    }

    /** True when there is no invoice, or nothing is wrong with it. */
    boolean check(Sale sale, PosOrder order, Verdicts verdicts) {
        Ref linked = order.invoice();
        if (linked == null) {
            return true;
        }
        JournalEntry invoice = books.entries.get(linked.id());
        if (invoice == null) {
            verdicts.waiting();
            return true;
        }
        if (!invoice.posted()) {
            verdicts.add(notPosted(sale, order, invoice));
            return false;
        }
        boolean clean = reversal(sale, order, verdicts);
        clean &= amount(sale, order, invoice, verdicts);
        clean &= once(sale, order, invoice, verdicts);
        boolean atTheTill = order.reversals().isEmpty();
        if (atTheTill && !EntryCheck.isAhead(sale, invoice) && periods.isWrong(sale.at(), invoice.date())) {
            clean = false;
            verdicts.add(new Finding(
                            Level.SALE,
                            BreakKind.LATE_POSTING,
                            "Sold on " + periods.day(sale.at()) + ", invoiced with date " + invoice.date()
                                    + ": in another period.")
                    .sale(sale)
                    .entry(invoice)
                    .atStake(sale.total()));
        }
        copies.tell(sale, invoice, verdicts);
        return clean;
    }

    private Finding notPosted(Sale sale, PosOrder order, JournalEntry invoice) {
        boolean draft = invoice.state().equals("draft");
        return new Finding(
                        Level.SALE,
                        draft ? BreakKind.DRAFT_POSTING : BreakKind.CANCELLED_POSTING,
                        "The receipt was invoiced, which keeps it out of the session's entry, and its invoice is "
                                + (draft ? "a draft." : "cancelled."))
                .sale(sale)
                .order(order)
                .entry(invoice)
                .amounts(sale.total(), Money.zero(sale.total().currency()))
                .part("not posted", sale.total().negate());
    }

    /** The entry that takes a late-invoiced receipt out of its session's: while it is a draft, the receipt counts twice. */
    private boolean reversal(Sale sale, PosOrder order, Verdicts verdicts) {
        JournalEntry draft = order.reversals().stream()
                .map(books.entries::get)
                .filter(entry -> entry != null && !entry.posted())
                .findFirst()
                .orElse(null);
        if (draft == null) {
            return true;
        }
        verdicts.add(new Finding(
                        Level.SALE,
                        BreakKind.DRAFT_POSTING,
                        "Invoiced after its session closed; the entry that takes it out of the session's is not posted,"
                                + " so it counts twice.")
                .sale(sale)
                .order(order)
                .entry(draft)
                .amounts(sale.total(), sale.total().plus(sale.total()))
                .part("reversal not posted", sale.total()));
        return false;
    }

    private boolean amount(Sale sale, PosOrder order, JournalEntry invoice, Verdicts verdicts) {
        String currency = sale.total().currency();
        Money ordered = books.money(order.total(), order.currency(), currency);
        Money invoiced = signed(invoice, books.money(invoice.total(), invoice.currency(), currency));
        boolean comparable = ordered.currency().equals(invoiced.currency());
        // The invoice rounds its taxes as a whole, the order line by line.
        long allowed = rules.centsPerReceipt() * Math.max(1, order.lines().size());
        if (comparable && Math.abs(invoiced.minus(ordered).minor()) <= allowed) {
            return true;
        }
        Finding finding = new Finding(
                        Level.SALE,
                        comparable ? BreakKind.AMOUNT_MISMATCH : BreakKind.CURRENCY_MISMATCH,
                        "The order says " + ordered + ", its invoice " + invoiced + ".")
                .sale(sale)
                .order(order)
                .entry(invoice);
        verdicts.add(
                comparable
                        ? finding.amounts(ordered, invoiced).part("unexplained", invoiced.minus(ordered))
                        : finding.atStake(sale.total()));
        return false;
    }

    /** A refund of a till becomes a credit note, whose total has no sign. */
    private static Money signed(JournalEntry invoice, Money total) {
        return invoice.type().equals("out_refund") ? total.negate() : total;
    }

    private boolean once(Sale sale, PosOrder order, JournalEntry invoice, Verdicts verdicts) {
        List<JournalEntry> others = books.entries.by("ref", order.name()).stream()
                .filter(entry -> entry.id() != invoice.id() && entry.posted())
                .filter(entry -> entry.origin() == null || entry.origin().equals(order.ticket()))
                .filter(entry -> entry.type().equals(invoice.type()))
                .filter(entry -> books.orders.by("invoice", entry.id()).isEmpty())
                .filter(entry ->
                        books.entries.by("reverses", entry.id()).stream().noneMatch(JournalEntry::posted))
                .toList();
        if (others.isEmpty()) {
            return true;
        }
        Money total =
                books.money(invoice.total(), invoice.currency(), sale.total().currency());
        Money twice = others.stream()
                .map(entry -> books.money(entry.total(), entry.currency(), total.currency()))
                .filter(money -> money.currency().equals(total.currency()))
                .reduce(total, Money::plus);
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.DUPLICATE_POSTING,
                        "The receipt is invoiced " + (others.size() + 1) + " times.")
                .sale(sale)
                .entry(invoice)
                .amounts(total, twice)
                .part("invoiced again", twice.minus(total));
        others.forEach(finding::entry);
        verdicts.add(finding);
        return false;
    }
}
