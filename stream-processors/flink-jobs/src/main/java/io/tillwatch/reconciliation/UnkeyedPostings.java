package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for an order that Odoo does not know by its number among what carries no key: sale orders without the channel's
 * number, and invoices without any reference. One is the other's only when each is the other's only candidate within
 * tolerance of amount and days; several orders are one invoice only when no other choice of orders has that sum.
 */
final class UnkeyedPostings {
    /** In a window with more orders nothing is searched: it would be one of many. */
    private static final int MOST_SALES = 2_000;

    private final Sold sold;
    private final Books books;
    private final Rules rules;
    private final Copies copies;

    UnkeyedPostings(Sold sold, Books books, Rules rules) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
        this.copies = new Copies(books);
    }

    /**
     * What was found.
     *
     * @param orders the order's sale orders
     * @param invoices its invoices
     * @param together it is part of a sum that is proved to be the only one
     * @param alternatives postings that it may be, when it is not certain
     */
    record Found(List<SaleOrder> orders, List<JournalEntry> invoices, boolean together, int alternatives) {
        boolean certain() {
            return !orders.isEmpty() || !invoices.isEmpty();
        }
    }

    private static final Found NOTHING = new Found(List.of(), List.of(), false, 0);

    /** Something without a key that may be an order's. */
    private record Candidate(List<SaleOrder> orders, List<JournalEntry> invoices, Money total, LocalDate day) {}

    Found find(Sale sale) {
        LocalDate day = LocalDate.ofInstant(sale.at(), rules.zone());
        List<Candidate> near = candidates(day, sale.total().currency());
        if (near.isEmpty()) {
            return NOTHING;
        }
        List<Candidate> same =
                near.stream().filter(candidate -> fits(sale, candidate)).toList();
        if (same.size() == 1 && rivals(same.get(0)).size() == 1) {
            return new Found(same.get(0).orders(), same.get(0).invoices(), false, 1);
        }
        if (!same.isEmpty()) {
            return new Found(List.of(), List.of(), false, same.size());
        }
        return sums(sale, near);
    }

    /** Sales that Odoo does not know and that the candidate may be. */
    private List<Sale> rivals(Candidate candidate) {
        return absent(candidate.day()).stream()
                .filter(sale -> fits(sale, candidate))
                .toList();
    }

    private Found sums(Sale sale, List<Candidate> near) {
        int members = 0;
        for (Candidate candidate : near) {
            List<Sale> some = absent(candidate.day()).stream()
                    .filter(other ->
                            other.total().currency().equals(candidate.total().currency()))
                    .filter(other -> near(other, candidate))
                    .toList();
            SubsetSum.Found found = SubsetSum.of(
                    some.stream().map(other -> other.total().minor()).toList(),
                    candidate.total().minor(),
                    2,
                    10);
            boolean isIn = found.members().stream().map(some::get).anyMatch(sale::equals);
            if (found.unique()
                    && isIn
                    && sameGoods(found.members().stream().map(some::get).toList(), candidate)) {
                return new Found(List.of(), List.of(), true, 1);
            }
            members += found.solutions() > 1 && isIn ? found.solutions() : 0;
        }
        return members == 0 ? NOTHING : new Found(List.of(), List.of(), false, members);
    }

    private List<Sale> absent(LocalDate day) {
        List<Sale> around = sold.index().ordersAround(day, rules.matchWithinDays());
        if (around.size() > MOST_SALES) {
            return List.of();
        }
        return around.stream()
                .filter(sale -> !sold.isCancelled(String.valueOf(sale.order())))
                .filter(sale -> books.saleOrders
                                .by("reference", String.valueOf(sale.order()))
                                .isEmpty()
                        && books.entries.by("ref", String.valueOf(sale.order())).isEmpty())
                .toList();
    }

    private boolean fits(Sale sale, Candidate candidate) {
        return candidate.total().currency().equals(sale.total().currency())
                && Math.abs(candidate.total().minus(sale.total()).minor()) <= rules.centsPerReceipt()
                && near(sale, candidate)
                && sameGoods(List.of(sale), candidate);
    }

    private boolean near(Sale sale, Candidate candidate) {
        LocalDate day = LocalDate.ofInstant(sale.at(), rules.zone());
        return Math.abs(day.toEpochDay() - candidate.day().toEpochDay()) <= rules.matchWithinDays();
    }

    /** Whether what was sold is what the invoice sells, where both tell. */
    private boolean sameGoods(List<Sale> sales, Candidate candidate) {
        Map<String, BigDecimal> invoiced = new HashMap<>();
        for (JournalEntry invoice : candidate.invoices()) {
            List<EntryLine> lines = books.linesOf(invoice);
            for (EntryLine line : lines == null ? List.<EntryLine>of() : lines) {
                String sku = line.income() ? books.sku(line.product()) : null;
                if (sku != null) {
                    invoiced.merge(sku, line.quantity(), BigDecimal::add);
                }
            }
        }
        boolean told = !invoiced.isEmpty()
                && sales.stream().noneMatch(sale -> sale.quantities().isEmpty());
        Map<String, BigDecimal> wanted = new HashMap<>();
        sales.forEach(
                sale -> sale.quantities().forEach((sku, quantity) -> wanted.merge(sku, quantity, BigDecimal::add)));
        return !told || Quantities.different(wanted, invoiced).isEmpty();
    }

    private List<Candidate> candidates(LocalDate day, String currency) {
        List<Candidate> candidates = new ArrayList<>();
        for (int offset = -rules.matchWithinDays(); offset <= rules.matchWithinDays(); offset++) {
            LocalDate on = day.plusDays(offset);
            for (SaleOrder order : books.saleOrders.by("unkeyed", on)) {
                if (!order.cancelled()) {
                    candidates.add(ordered(order, on, currency));
                }
            }
            for (JournalEntry invoice : books.entries.by("unkeyed", on)) {
                boolean own = books.saleOrders.by("invoice", invoice.id()).isEmpty()
                        && books.orders.by("invoice", invoice.id()).isEmpty();
                if (own && !copies.isCopy(invoice)) {
                    candidates.add(new Candidate(
                            List.of(),
                            List.of(invoice),
                            books.money(invoice.total(), invoice.currency(), currency),
                            on));
                }
            }
        }
        return candidates;
    }

    private Candidate ordered(SaleOrder order, LocalDate on, String currency) {
        List<JournalEntry> invoices = order.invoices().stream()
                .map(books.entries::get)
                .filter(entry -> entry != null && entry.invoice())
                .toList();
        return new Candidate(List.of(order), invoices, books.money(order.total(), order.currency(), currency), on);
    }
}
