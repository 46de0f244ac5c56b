package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds Odoo's credit notes: a credit note loses the order's number, and keeps which invoice it takes back. */
final class Credits {
    private final Sold sold;
    private final Books books;
    private final Rules rules;

    Credits(Sold sold, Books books, Rules rules) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
    }

    /** Those that a number leads to: by reference, by its order, and by the invoices that they take back. */
    List<JournalEntry> of(String number) {
        TreeMap<Long, JournalEntry> found = new TreeMap<>();
        add(found, books.entries.by("ref", number));
        for (SaleOrder order : books.saleOrders.by("reference", number)) {
            order.invoices().forEach(id -> {
                JournalEntry entry = books.entries.get(id);
                if (entry != null) {
                    add(found, List.of(entry));
                    add(found, books.entries.by("reverses", id));
                }
            });
            books.entries.by("origin", order.name()).forEach(entry -> {
                add(found, List.of(entry));
                add(found, books.entries.by("reverses", entry.id()));
            });
        }
        books.entries.by("ref", number).forEach(entry -> add(found, books.entries.by("reverses", entry.id())));
        return List.copyOf(found.values());
    }

    private static void add(Map<Long, JournalEntry> found, Collection<JournalEntry> entries) {
        entries.stream()
                .filter(entry -> entry.creditNote() && entry.posOrders().isEmpty())
                .forEach(entry -> found.put(entry.id(), entry));
    }

    boolean knowsOrder(String number) {
        return !books.saleOrders.by("reference", number).isEmpty()
                || !books.entries.by("ref", number).isEmpty();
    }

    /** In the sale's sign: what a credit note adds is below zero. */
    Money amount(JournalEntry credit, String currency) {
        return books.money(credit.total(), credit.currency(), currency).negate();
    }

    boolean sameAmount(Sale back, JournalEntry credit) {
        Money total = amount(credit, back.total().currency());
        // One in another currency is its credit note as well when the number is the same: that is told.
        return Agreement.total(total.minor() - back.total().minor(), rules);
    }

    boolean isSum(List<Sale> returns, List<JournalEntry> posted) {
        String currency = returns.get(0).total().currency();
        long told = returns.stream().mapToLong(back -> back.total().minor()).sum();
        long credited = posted.stream()
                .mapToLong(credit -> amount(credit, currency).minor())
                .sum();
        return Math.abs(told - credited) <= rules.centsPerReceipt() * returns.size();
    }

    /** Of the return's amount and currency, of about its day, and of no return that is told under a number of theirs. */
    List<JournalEntry> unkeyed(Sale back) {
        LocalDate day = LocalDate.ofInstant(back.at(), rules.zone());
        TreeMap<Long, JournalEntry> found = new TreeMap<>();
        for (int offset = -rules.matchWithinDays(); offset <= rules.matchWithinDays(); offset++) {
            add(found, books.entries.by("credited", day.plusDays(offset)));
        }
        found.values().removeIf(credit -> !fits(back, credit) || isTold(credit));
        return List.copyOf(found.values());
    }

    /** How many returns without a credit note of their own may be this one's. */
    int rivals(Sale back, JournalEntry credit) {
        Set<String> rivals = new HashSet<>(Set.of(back.identity()));
        sold.index().returns().stream()
                .filter(other ->
                        fits(other, credit) && of(String.valueOf(other.order())).isEmpty())
                .forEach(other -> rivals.add(other.identity()));
        return rivals.size();
    }

    private boolean fits(Sale back, JournalEntry credit) {
        LocalDate day = LocalDate.ofInstant(back.at(), rules.zone());
        boolean near = credit.date() != null
                && Math.abs(day.toEpochDay() - credit.date().toEpochDay()) <= rules.matchWithinDays();
        String booked = books.currencyName(credit.currency());
        return near && (booked == null || booked.equals(back.total().currency())) && sameAmount(back, credit);
    }

    private boolean isTold(JournalEntry credit) {
        Set<String> numbers = new TreeSet<>(credit.refs());
        numbersOf(credit, numbers);
        JournalEntry taken = credit.reverses() == null
                ? null
                : books.entries.get(credit.reverses().id());
        if (taken != null) {
            numbers.addAll(taken.refs());
            numbersOf(taken, numbers);
        }
        return numbers.stream().anyMatch(number -> !sold.returnsOf(number).isEmpty());
    }

    private void numbersOf(JournalEntry entry, Set<String> numbers) {
        books.saleOrders.by("invoice", entry.id()).forEach(order -> addNumber(order, numbers));
        entry.origins()
                .forEach(origin -> books.saleOrders.by("name", origin).forEach(order -> addNumber(order, numbers)));
    }

    private static void addNumber(SaleOrder order, Set<String> numbers) {
        if (order.reference() != null) {
            numbers.add(order.reference());
        }
    }
}
