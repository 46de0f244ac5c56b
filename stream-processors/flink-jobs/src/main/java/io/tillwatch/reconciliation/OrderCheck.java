package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges an order of a channel without tills: the sale order that Odoo made of it, and that order's invoices. */
final class OrderCheck {
    private final Sold sold;
    private final Books books;
    private final Rules rules;

    OrderCheck(Sold sold, Books books, Rules rules) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
    }

    Verdicts judge(Sale sale, Instant asOf) {
        Verdicts verdicts = new Verdicts();
        String reference = String.valueOf(sale.order());
        List<SaleOrder> orders = books.saleOrders.by("reference", reference);
        List<JournalEntry> invoices = invoices(reference, orders);
        boolean cancelled = sold.isCancelled(reference);
        if (orders.isEmpty() && invoices.isEmpty()) {
            absent(sale, cancelled, asOf, verdicts);
            return verdicts;
        }
        duplicateOrders(sale, orders, verdicts);
        if (orders.stream().flatMap(order -> order.invoices().stream()).anyMatch(id -> books.entries.get(id) == null)) {
            verdicts.waiting();
            return verdicts;
        }
        List<JournalEntry> posted = standing(invoices);
        if (posted.isEmpty()) {
            notPosted(sale, orders, invoices, cancelled, asOf, verdicts);
        } else {
            posted(sale, orders, posted, cancelled, verdicts);
        }
        return verdicts;
    }

    /** Posted invoices; one that a credit note took back in full does not stand beside its replacement. */
    private List<JournalEntry> standing(List<JournalEntry> invoices) {
        List<JournalEntry> posted =
                invoices.stream().filter(JournalEntry::posted).toList();
        List<JournalEntry> kept = posted.stream()
                .filter(invoice -> books.entries.by("reverses", invoice.id()).stream()
                        .noneMatch(credit -> credit.posted() && credit.total().compareTo(invoice.total()) == 0))
                .toList();
        return posted.size() > 1 && !kept.isEmpty() ? kept : posted;
    }

    private void absent(Sale sale, boolean cancelled, Instant asOf, Verdicts verdicts) {
        if (cancelled) {
            return;
        }
        if (!asOf.isAfter(sale.at().plus(rules.orderImportWithin()))) {
            verdicts.waiting();
            return;
        }
        verdicts.add(new Finding(Level.SALE, BreakKind.MISSING_IN_ODOO, "Order of " + sale.total() + " is not in Odoo.")
                .sale(sale)
                .amounts(sale.total(), null)
                .part("missing order " + sale.id(), sale.total().negate()));
    }

    private void duplicateOrders(Sale sale, List<SaleOrder> orders, Verdicts verdicts) {
        List<SaleOrder> standing =
                orders.stream().filter(order -> !order.cancelled()).toList();
        if (standing.size() < 2) {
            return;
        }
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.DUPLICATE_ORDER,
                        "Odoo holds " + standing.size() + " sale orders with this order's number.")
                .sale(sale)
                .atStake(sale.total());
        standing.forEach(finding::order);
        verdicts.add(finding);
    }

    private void notPosted(
            Sale sale,
            List<SaleOrder> orders,
            List<JournalEntry> invoices,
            boolean cancelled,
            Instant asOf,
            Verdicts verdicts) {
        if (cancelled || (!orders.isEmpty() && orders.stream().allMatch(SaleOrder::cancelled))) {
            return;
        }
        verdicts.waiting();
        boolean delivered = orders.stream().anyMatch(order -> "full".equals(order.delivery()));
        if (!asOf.isAfter(sale.at().plus(delivered ? rules.invoiceWithin() : rules.deliverWithin()))) {
            return;
        }
        boolean draft = invoices.stream().anyMatch(invoice -> invoice.state().equals("draft"));
        BreakKind kind = invoices.isEmpty()
                ? BreakKind.MISSING_INVOICE
                : draft ? BreakKind.DRAFT_POSTING : BreakKind.CANCELLED_POSTING;
        String state =
                invoices.isEmpty() ? "has no invoice" : draft ? "has only a draft" : "has only a cancelled invoice";
        Finding finding = new Finding(
                        Level.SALE,
                        kind,
                        "The order is in Odoo" + (delivered ? ", delivered, and " : " and ") + state + ".")
                .sale(sale)
                .amounts(sale.total(), Money.zero(sale.total().currency()))
                .part("not posted", sale.total().negate());
        orders.forEach(finding::order);
        invoices.forEach(finding::entry);
        verdicts.add(finding);
    }

    private void posted(
            Sale sale, List<SaleOrder> orders, List<JournalEntry> posted, boolean cancelled, Verdicts verdicts) {
        String currency = sale.total().currency();
        JournalEntry foreign = posted.stream()
                .filter(invoice -> {
                    String booked = books.currency(invoice.currency());
                    return booked != null && !booked.equals(currency);
                })
                .findFirst()
                .orElse(null);
        if (foreign != null) {
            verdicts.add(new Finding(
                            Level.SALE,
                            BreakKind.CURRENCY_MISMATCH,
                            "Sold in " + currency + ", invoiced in " + books.currency(foreign.currency()) + ".")
                    .sale(sale)
                    .entry(foreign)
                    .atStake(sale.total()));
            return;
        }
        if (posted.stream().anyMatch(invoice -> invoice.refs().size() > 1)) {
            consolidated(sale, orders, verdicts);
            return;
        }
        Money invoiced = posted.stream()
                .map(invoice -> books.money(invoice.total(), invoice.currency(), currency))
                .reduce(Money.zero(currency), Money::plus);
        boolean clean = amounts(sale, posted, invoiced, cancelled, verdicts);
        clean &= period(sale, posted, verdicts);
        copies(sale, posted, verdicts);
        if (clean) {
            verdicts.matched();
        }
    }

    /** One invoice for several orders: the order's own total must be the sale's; the invoice is judged as a whole. */
    private void consolidated(Sale sale, List<SaleOrder> orders, Verdicts verdicts) {
        Money ordered = orders.stream()
                .filter(order -> !order.cancelled())
                .map(order -> books.money(
                        order.total(), order.currency(), sale.total().currency()))
                .filter(money -> money.currency().equals(sale.total().currency()))
                .reduce(Money.zero(sale.total().currency()), Money::plus);
        if (Math.abs(ordered.minus(sale.total()).minor()) <= rules.centsPerReceipt()) {
            verdicts.matched();
            return;
        }
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.AMOUNT_MISMATCH,
                        "Sold for " + sale.total() + ", ordered in Odoo for " + ordered + " on a consolidated invoice.")
                .sale(sale)
                .amounts(sale.total(), ordered)
                .part("unexplained", ordered.minus(sale.total()));
        orders.forEach(finding::order);
        verdicts.add(finding);
    }

    private boolean amounts(
            Sale sale, List<JournalEntry> posted, Money invoiced, boolean cancelled, Verdicts verdicts) {
        Money difference = invoiced.minus(sale.total());
        if (Math.abs(difference.minor()) <= rules.centsPerReceipt()) {
            return true;
        }
        boolean twice = posted.size() > 1
                && posted.stream()
                        .anyMatch(invoice -> books.money(
                                        invoice.total(),
                                        invoice.currency(),
                                        sale.total().currency())
                                .equals(sale.total()));
        Finding finding = new Finding(
                        Level.SALE,
                        twice ? BreakKind.DUPLICATE_POSTING : BreakKind.AMOUNT_MISMATCH,
                        twice
                                ? "The order is invoiced " + posted.size() + " times."
                                : "Sold for " + sale.total() + ", invoiced for " + invoiced
                                        + (cancelled ? "; the order was cancelled." : "."))
                .sale(sale)
                .amounts(sale.total(), invoiced);
        posted.forEach(finding::entry);
        Money tax = sale.tax();
        if (twice) {
            finding.part("invoiced again", difference);
        } else if (tax == null) {
            finding.part("unexplained", difference);
        } else {
            Money booked = posted.stream()
                    .map(invoice -> books.money(invoice.tax(), invoice.currency(), tax.currency()))
                    .reduce(Money.zero(tax.currency()), Money::plus);
            finding.part("net", difference.minus(booked.minus(tax))).part("tax", booked.minus(tax));
        }
        verdicts.add(finding);
        return false;
    }

    private boolean period(Sale sale, List<JournalEntry> posted, Verdicts verdicts) {
        LocalDate soldOn = LocalDate.ofInstant(sale.at(), rules.zone());
        JournalEntry late = posted.stream()
                .filter(invoice -> isLate(soldOn, invoice.date()))
                .findFirst()
                .orElse(null);
        if (late == null) {
            return true;
        }
        verdicts.add(new Finding(
                        Level.SALE,
                        BreakKind.LATE_POSTING,
                        "Sold on " + soldOn + ", posted with date " + late.date() + ": in another period.")
                .sale(sale)
                .entry(late)
                .atStake(sale.total()));
        return false;
    }

    private boolean isLate(LocalDate soldOn, @Nullable LocalDate posted) {
        return posted != null
                && !YearMonth.from(posted).equals(YearMonth.from(soldOn))
                && posted.isAfter(soldOn.plusDays(rules.periodGrace()));
    }

    /** An invoice with no key at all that says what this order's invoice says; only a person can tell, so suggested. */
    private void copies(Sale sale, List<JournalEntry> posted, Verdicts verdicts) {
        List<JournalEntry> copies = new ArrayList<>();
        for (JournalEntry invoice : posted) {
            String twinKey = Twins.key(invoice);
            List<EntryLine> lines = books.linesOf(invoice);
            for (JournalEntry other : twinKey == null ? List.<JournalEntry>of() : books.entries.by("twin", twinKey)) {
                boolean keyless = other.refs().isEmpty()
                        && other.origin() == null
                        && other.posOrders().isEmpty()
                        && books.saleOrders.by("invoice", other.id()).isEmpty();
                List<EntryLine> copied = keyless ? books.linesOf(other) : null;
                if (other.id() > invoice.id()
                        && lines != null
                        && copied != null
                        && Twins.sameLines(lines, copied)
                        && closest(other, twinKey) == invoice.id()) {
                    copies.add(other);
                }
            }
        }
        for (JournalEntry copy : copies) {
            verdicts.add(new Finding(
                            Level.POSTING,
                            BreakKind.ORPHAN_POSTING,
                            "An invoice without any reference repeats customer, amount and lines of this order's invoice.")
                    .suggested()
                    .entry(copy)
                    .amounts(
                            null,
                            books.money(
                                    copy.total(), copy.currency(), sale.total().currency()))
                    .since(copy.writtenAt())
                    .fact("looksLike", sale.id()));
        }
    }

    /** The invoice with a key that was made last before the copy: a copy is made from what stands on the screen. */
    private long closest(JournalEntry copy, @Nullable String twinKey) {
        return books.entries.by("twin", String.valueOf(twinKey)).stream()
                .filter(other -> other.id() < copy.id() && (!other.refs().isEmpty() || other.origin() != null))
                .max(Comparator.comparing(JournalEntry::id))
                .map(JournalEntry::id)
                .orElse(-1L);
    }

    /** Linked by Odoo itself, or carrying the order's reference or name: a second posting has only these. */
    private List<JournalEntry> invoices(String reference, List<SaleOrder> orders) {
        TreeMap<Long, JournalEntry> found = new TreeMap<>();
        for (SaleOrder order : orders) {
            order.invoices().forEach(id -> {
                JournalEntry entry = books.entries.get(id);
                if (entry != null) {
                    found.put(id, entry);
                }
            });
            books.entries.by("origin", order.name()).forEach(entry -> found.put(entry.id(), entry));
        }
        books.entries.by("ref", reference).forEach(entry -> found.put(entry.id(), entry));
        return found.values().stream().filter(JournalEntry::invoice).toList();
    }
}
