package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Judges an order of a channel without tills: the sale order that Odoo made of it, and that order's invoices. */
final class OrderCheck {
    private final Sold sold;
    private final Books books;
    private final Rules rules;
    private final Ageing ageing;
    private final InvoiceCheck invoiced;
    private final UnkeyedPostings unkeyed;

    OrderCheck(Sold sold, Books books, Rules rules, Ageing ageing) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
        this.ageing = ageing;
        this.invoiced = new InvoiceCheck(books, rules);
        this.unkeyed = new UnkeyedPostings(sold, books, rules);
    }

    Verdicts judge(Sale sale, Instant asOf) {
        Verdicts verdicts = new Verdicts();
        String reference = String.valueOf(sale.order());
        List<SaleOrder> orders = books.saleOrders.by("reference", reference);
        List<JournalEntry> invoices = invoices(reference, orders);
        if (orders.isEmpty() && invoices.isEmpty()) {
            unkeyed(sale, asOf, verdicts);
            return verdicts;
        }
        if (orders.stream().flatMap(order -> order.invoices().stream()).anyMatch(id -> books.entries.get(id) == null)) {
            verdicts.waiting();
            return verdicts;
        }
        List<SaleOrder> standing =
                orders.stream().filter(order -> !order.cancelled()).toList();
        List<JournalEntry> own = standing.size() < 2 ? invoices : ofOne(sale, standing, invoices, verdicts);
        judge(sale, orders, own, asOf, verdicts);
        return verdicts;
    }

    private void judge(
            Sale sale, List<SaleOrder> orders, List<JournalEntry> invoices, Instant asOf, Verdicts verdicts) {
        List<JournalEntry> posted = standing(invoices);
        if (posted.isEmpty()) {
            notPosted(sale, orders, invoices, asOf, verdicts);
        } else {
            invoiced.check(sale, orders, invoices, posted, sold.isCancelled(String.valueOf(sale.order())), verdicts);
        }
    }

    /** Posted invoices; one that a credit note took back in full does not stand beside its replacement. */
    private List<JournalEntry> standing(List<JournalEntry> invoices) {
        List<JournalEntry> posted =
                invoices.stream().filter(JournalEntry::posted).toList();
        List<JournalEntry> kept = posted.stream()
                .filter(invoice -> books.entries.by("reverses", invoice.id()).stream()
                        .noneMatch(credit -> credit.posted() && Twins.same(credit.total(), invoice.total())))
                .toList();
        if (posted.size() < 2) {
            return posted;
        }
        return kept.isEmpty() ? posted.subList(posted.size() - 1, posted.size()) : kept;
    }

    /** Odoo holds the order several times: the one that is invoiced is the sale's, and the others are too many. */
    private List<JournalEntry> ofOne(
            Sale sale, List<SaleOrder> standing, List<JournalEntry> invoices, Verdicts verdicts) {
        SaleOrder first = standing.stream()
                .min(Comparator.comparing(
                                (SaleOrder order) -> invoicesOf(order).stream().noneMatch(JournalEntry::posted))
                        .thenComparing(SaleOrder::id))
                .orElseThrow();
        List<JournalEntry> others = standing.stream()
                .filter(order -> order.id() != first.id())
                .flatMap(order -> invoicesOf(order).stream())
                .filter(invoice -> !first.invoices().contains(invoice.id()))
                .toList();
        Money total = standing.stream()
                .map(order -> books.money(
                        order.total(), order.currency(), sale.total().currency()))
                .filter(money -> money.currency().equals(sale.total().currency()))
                .reduce(Money.zero(sale.total().currency()), Money::plus);
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.DUPLICATE_ORDER,
                        "Odoo holds " + standing.size() + " sale orders with this order's number.")
                .sale(sale)
                .amounts(sale.total(), total)
                .part("ordered again", total.minus(sale.total()));
        standing.forEach(finding::order);
        verdicts.add(finding);
        return invoices.stream().filter(invoice -> !others.contains(invoice)).toList();
    }

    private List<JournalEntry> invoicesOf(SaleOrder order) {
        return order.invoices().stream()
                .map(books.entries::get)
                .filter(entry -> entry != null && entry.invoice())
                .toList();
    }

    private void unkeyed(Sale sale, Instant asOf, Verdicts verdicts) {
        if (sold.isCancelled(String.valueOf(sale.order()))) {
            return;
        }
        // Any posting without a key that comes, and any other order that finds its own, may change this.
        verdicts.waiting();
        UnkeyedPostings.Found found = unkeyed.find(sale);
        if (found.certain()) {
            judge(sale, found.orders(), found.invoices(), asOf, verdicts);
            return;
        }
        if (found.together()) {
            verdicts.matched();
            return;
        }
        if (!ageing.isOver(sale.at(), rules.orderImportWithin(), asOf)) {
            verdicts.pending();
            return;
        }
        Finding finding = new Finding(
                        Level.SALE, BreakKind.MISSING_IN_ODOO, "Order of " + sale.total() + " is not in Odoo.")
                .sale(sale)
                .amounts(sale.total(), null)
                .part("missing order " + sale.id(), sale.total().negate());
        sold.evidenceOf(sale).forEach(finding::evidence);
        if (found.alternatives() > 0) {
            finding.suggested().fact("alternatives", Integer.toString(found.alternatives()));
        }
        verdicts.add(finding);
    }

    private void notPosted(
            Sale sale, List<SaleOrder> orders, List<JournalEntry> invoices, Instant asOf, Verdicts verdicts) {
        if (sold.isCancelled(String.valueOf(sale.order()))) {
            return;
        }
        verdicts.waiting();
        boolean cancelled = !orders.isEmpty() && orders.stream().allMatch(SaleOrder::cancelled);
        boolean delivered = orders.stream().anyMatch(order -> "full".equals(order.delivery()));
        boolean begun = delivered || cancelled || !invoices.isEmpty();
        if (!ageing.isOver(sale.at(), begun ? rules.invoiceWithin() : rules.deliverWithin(), asOf)) {
            verdicts.pending();
            return;
        }
        boolean draft = invoices.stream().anyMatch(invoice -> invoice.state().equals("draft"));
        BreakKind kind = draft
                ? BreakKind.DRAFT_POSTING
                : cancelled || !invoices.isEmpty() ? BreakKind.CANCELLED_POSTING : BreakKind.MISSING_INVOICE;
        String state = draft
                ? "has only a draft"
                : !invoices.isEmpty()
                        ? "has only a cancelled invoice"
                        : cancelled ? "is cancelled, which its channel does not know" : "has no invoice";
        Finding finding = new Finding(
                        Level.SALE,
                        kind,
                        "The order is in Odoo" + (delivered ? ", delivered, and " : " and ") + state + ".")
                .sale(sale)
                .amounts(sale.total(), Money.zero(sale.total().currency()))
                .part("not posted", sale.total().negate());
        orders.forEach(finding::order);
        invoices.forEach(finding::entry);
        sold.traces().of(sale).forEach(finding::evidence);
        verdicts.add(finding);
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
