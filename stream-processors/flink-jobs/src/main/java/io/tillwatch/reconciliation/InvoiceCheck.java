package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds an order of a channel without tills against its posted invoices. */
final class InvoiceCheck {
    private final Books books;
    private final Rules rules;
    private final Periods periods;
    private final Copies copies;

    InvoiceCheck(Books books, Rules rules) {
        this.books = books;
        this.rules = rules;
        this.periods = new Periods(rules);
        this.copies = new Copies(books);
    }

    /**
     * Judges.
     *
     * @param invoices all that the order has
     * @param posted those of them that count
     * @param cancelled the channel took the order back
     */
    void check(
            Sale sale,
            List<SaleOrder> orders,
            List<JournalEntry> invoices,
            List<JournalEntry> posted,
            boolean cancelled,
            Verdicts verdicts) {
        boolean clean = period(sale, posted, verdicts);
        JournalEntry foreign = posted.stream()
                .filter(invoice -> {
                    String booked = books.currencyName(invoice.currency());
                    return booked != null && !booked.equals(sale.total().currency());
                })
                .findFirst()
                .orElse(null);
        if (foreign != null) {
            clean = false;
            verdicts.add(new Finding(
                            Level.SALE,
                            BreakKind.CURRENCY_MISMATCH,
                            "Sold in " + sale.total().currency() + ", invoiced in "
                                    + books.currencyName(foreign.currency()) + ".")
                    .sale(sale)
                    .entry(foreign)
                    .atStake(sale.total()));
        } else if (posted.stream().anyMatch(invoice -> invoice.refs().size() > 1)) {
            clean &= consolidated(sale, orders, posted, verdicts);
        } else {
            clean &= amounts(sale, invoices, posted, cancelled, verdicts);
        }
        posted.forEach(invoice -> copies.tell(sale, invoice, verdicts));
        if (clean) {
            verdicts.matched();
        }
    }

    /** One invoice for several orders: each order must be its sale, and the invoice the sum of its orders. */
    private boolean consolidated(Sale sale, List<SaleOrder> orders, List<JournalEntry> posted, Verdicts verdicts) {
        String currency = sale.total().currency();
        Money ordered = sum(orders.stream().filter(order -> !order.cancelled()).toList(), currency);
        if (!orders.isEmpty() && !within(ordered.minus(sale.total()), 1)) {
            Finding finding = new Finding(
                            Level.SALE,
                            BreakKind.AMOUNT_MISMATCH,
                            "Sold for " + sale.total() + ", ordered in Odoo for " + ordered
                                    + " on a consolidated invoice.")
                    .sale(sale)
                    .amounts(sale.total(), ordered)
                    .part("unexplained", ordered.minus(sale.total()));
            orders.forEach(finding::order);
            verdicts.add(finding);
            return false;
        }
        Money invoiced = total(posted, currency);
        List<SaleOrder> all = posted.stream()
                .flatMap(invoice -> books.saleOrders.by("invoice", invoice.id()).stream())
                .distinct()
                .filter(order -> !order.cancelled())
                .toList();
        Money wanted = sum(all, currency);
        if (all.isEmpty() || within(invoiced.minus(wanted), all.size())) {
            return true;
        }
        Finding finding = new Finding(
                        Level.POSTING,
                        BreakKind.AMOUNT_MISMATCH,
                        "The consolidated invoice says " + invoiced + ", its " + all.size() + " orders " + wanted + ".")
                .since(posted.get(0).writtenAt())
                .amounts(wanted, invoiced)
                .part("unexplained", invoiced.minus(wanted))
                .fact("orders", String.join(",", references(all)));
        posted.forEach(finding::entry);
        verdicts.add(finding);
        return true;
    }

    private static List<String> references(List<SaleOrder> orders) {
        return orders.stream()
                .map(order -> order.reference() == null ? order.name() : order.reference())
                .sorted()
                .toList();
    }

    private boolean amounts(
            Sale sale, List<JournalEntry> invoices, List<JournalEntry> posted, boolean cancelled, Verdicts verdicts) {
        String currency = sale.total().currency();
        Money invoiced = total(posted, currency);
        Money difference = invoiced.minus(sale.total());
        if (within(difference, posted.size())) {
            return taxesAndQuantities(sale, posted, verdicts);
        }
        boolean twice = posted.size() > 1
                && posted.stream()
                        .anyMatch(invoice -> within(
                                books.money(invoice.total(), invoice.currency(), currency)
                                        .minus(sale.total()),
                                1));
        List<JournalEntry> drafts = invoices.stream()
                .filter(invoice -> invoice.state().equals("draft"))
                .toList();
        boolean rest = !drafts.isEmpty() && within(total(drafts, currency).plus(difference), drafts.size());
        BreakKind kind =
                twice ? BreakKind.DUPLICATE_POSTING : rest ? BreakKind.DRAFT_POSTING : BreakKind.AMOUNT_MISMATCH;
        String explanation = twice
                ? "The order is invoiced " + posted.size() + " times."
                : rest
                        ? "Sold for " + sale.total() + ", invoiced for " + invoiced + "; the rest is a draft."
                        : "Sold for " + sale.total() + ", invoiced for " + invoiced
                                + (cancelled ? "; the order was cancelled." : ".");
        Finding finding = new Finding(Level.SALE, kind, explanation).sale(sale).amounts(sale.total(), invoiced);
        posted.forEach(finding::entry);
        if (twice || rest) {
            finding.part(twice ? "invoiced again" : "not posted", difference);
            drafts.forEach(rest ? finding::entry : draft -> {});
        } else {
            residual(sale, posted, difference, finding);
        }
        verdicts.add(finding);
        return false;
    }

    private void residual(Sale sale, List<JournalEntry> posted, Money difference, Finding finding) {
        Money tax = sale.tax();
        if (tax == null) {
            finding.part("unexplained", difference);
            return;
        }
        Money more = tax(posted, tax.currency()).minus(tax);
        finding.part("net", difference.minus(more)).part("tax", more);
    }

    private boolean taxesAndQuantities(Sale sale, List<JournalEntry> posted, Verdicts verdicts) {
        Money tax = sale.tax();
        Money booked = tax == null ? null : tax(posted, tax.currency());
        int lines = Math.max(1, sale.quantities().size());
        if (tax != null && booked != null && !within(booked.minus(tax), lines)) {
            Finding finding = new Finding(
                            Level.SALE,
                            BreakKind.TAX_MISMATCH,
                            "The total agrees; tax is " + tax + " in the sale and " + booked + " on the invoice.")
                    .sale(sale)
                    .amounts(tax, booked)
                    .part("tax", booked.minus(tax));
            posted.forEach(finding::entry);
            verdicts.add(finding);
            return false;
        }
        Map<String, BigDecimal> invoiced = quantities(posted);
        List<String> different = sale.quantities().isEmpty() || invoiced == null || posted.size() > 1
                ? List.of()
                : Quantities.different(sale.quantities(), invoiced);
        if (different.isEmpty()) {
            return true;
        }
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.QUANTITY_MISMATCH,
                        "The totals agree; the quantities of " + String.join(", ", different) + " do not.")
                .sale(sale)
                .atStake(sale.total())
                .fact("skus", String.join(",", different));
        posted.forEach(finding::entry);
        verdicts.add(finding);
        return false;
    }

    /** What the invoices' lines sell; null when some of it has no SKU, such as shipping. */
    private @Nullable Map<String, BigDecimal> quantities(List<JournalEntry> posted) {
        Map<String, BigDecimal> quantities = new HashMap<>();
        for (JournalEntry invoice : posted) {
            List<EntryLine> lines = books.linesOf(invoice);
            if (lines == null || lines.isEmpty()) {
                return null;
            }
            for (EntryLine line : lines) {
                if (line.income()) {
                    String sku = books.sku(line.product());
                    if (sku == null) {
                        return null;
                    }
                    quantities.merge(sku, line.quantity(), BigDecimal::add);
                }
            }
        }
        return quantities;
    }

    private boolean period(Sale sale, List<JournalEntry> posted, Verdicts verdicts) {
        JournalEntry late = posted.stream()
                .filter(invoice -> periods.isWrong(sale.at(), invoice.date()))
                .findFirst()
                .orElse(null);
        if (late == null) {
            return true;
        }
        verdicts.add(new Finding(
                        Level.SALE,
                        BreakKind.LATE_POSTING,
                        "Sold on " + periods.day(sale.at()) + ", posted with date " + late.date()
                                + ": in another period.")
                .sale(sale)
                .entry(late)
                .atStake(sale.total()));
        return false;
    }

    private boolean within(Money difference, int documents) {
        return Math.abs(difference.minor()) <= rules.centsPerReceipt() * documents;
    }

    private Money sum(List<SaleOrder> orders, String currency) {
        return orders.stream()
                .map(order -> books.money(order.total(), order.currency(), currency))
                .filter(money -> money.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    private Money total(List<JournalEntry> entries, String currency) {
        return entries.stream()
                .map(entry -> books.money(entry.total(), entry.currency(), currency))
                .filter(money -> money.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }

    private Money tax(List<JournalEntry> entries, String currency) {
        return entries.stream()
                .map(entry -> books.money(entry.tax(), entry.currency(), currency))
                .filter(money -> money.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
    }
}
