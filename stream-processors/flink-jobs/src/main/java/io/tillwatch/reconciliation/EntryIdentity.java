package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds a session's entry against the session's orders. The identity, as measured on Odoo 19: the sum of the totals of
 * the orders that the entry holds equals minus the sum of the balances of its tax lines and its income lines, cash
 * rounding left out. Never the entry's own total, which holds the cost of goods as well. Where that sum agrees, it has to
 * agree tax by tax and payment method by payment method.
 */
final class EntryIdentity {
    private final Sold sold;
    private final Books books;
    private final Rules rules;

    EntryIdentity(Sold sold, Books books, Rules rules) {
        this.sold = sold;
        this.books = books;
        this.rules = rules;
    }

    void check(
            PosSession session,
            List<PosOrder> orders,
            List<PosOrder> held,
            JournalEntry entry,
            Money total,
            Verdicts verdicts) {
        List<EntryLine> lines = books.entryLines.by("entry", entry.id());
        Money gross = gross(List.of(entry), total.currency());
        Money difference = gross.minus(total);
        if (!agrees(difference, lines, held.size())) {
            Finding again = invoicedWithoutReversal(session, orders, held, entry, lines, difference);
            verdicts.add(again != null ? again : altered(session, held, entry, lines, total, gross));
            return;
        }
        taxes(session, held, entry, lines, total.currency(), verdicts);
        tenders(session, orders, entry, lines, total.currency(), verdicts);
    }

    private Finding altered(
            PosSession session,
            List<PosOrder> held,
            JournalEntry entry,
            List<EntryLine> lines,
            Money total,
            Money gross) {
        String currency = total.currency();
        Money tax = sum(lines, currency, EntryLine::tax).negate().minus(sum(held, currency, PosOrder::tax));
        Money closing = sum(lines, currency, EntryLine::closingDifference);
        Money difference = gross.minus(total);
        Finding finding = finding(
                        books,
                        BreakKind.ENTRY_ALTERED,
                        "The entry of " + session.name() + " says " + gross + ", its " + held.size() + " orders say "
                                + total + ".",
                        session)
                .entry(entry)
                .amounts(total, gross)
                .part("net", difference.minus(tax).minus(closing))
                .part("tax", tax)
                .part("closing difference", closing)
                .since(entry.writtenAt());
        accounts(held, difference, finding);
        return finding;
    }

    /** Names receipts that would explain the whole difference, when there is one way or few to do so. */
    private void accounts(List<PosOrder> held, Money difference, Finding finding) {
        List<PosOrder> single = held.stream()
                .filter(order -> money(order, difference.currency()).equals(difference.negate()))
                .toList();
        List<PosOrder> several = List.of();
        int ways = single.size();
        if (single.isEmpty()) {
            List<Long> amounts = held.stream()
                    .map(order -> money(order, difference.currency()).minor())
                    .toList();
            SubsetSum.Found found = SubsetSum.of(amounts, -difference.minor(), 2, 10);
            several = found.members().stream().map(held::get).toList();
            ways = found.solutions();
        }
        if (ways > 0) {
            List<String> names = (single.isEmpty() ? several : single.subList(0, 1))
                    .stream().map(this::called).toList();
            finding.fact("accountedForBy", String.join(",", names)).fact("alternatives", Integer.toString(ways));
        }
    }

    private String called(PosOrder order) {
        Sale sale = sold.withUuid(order.uuid());
        return sale == null ? order.name() : sale.id();
    }

    /** An order with an invoice is left out of the entry; one that is in both, with no entry that takes it out, counts twice. */
    private @Nullable Finding invoicedWithoutReversal(
            PosSession session,
            List<PosOrder> orders,
            List<PosOrder> held,
            JournalEntry entry,
            List<EntryLine> lines,
            Money difference) {
        String currency = difference.currency();
        List<PosOrder> invoiced = orders.stream()
                .filter(order -> order.counts() && order.invoice() != null && !held.contains(order))
                .filter(order -> {
                    Money rest = difference.minus(money(order, currency));
                    return agrees(rest, lines, held.size() + 1);
                })
                .sorted(Comparator.comparing((PosOrder order) -> Math.abs(
                                difference.minus(money(order, currency)).minor()))
                        .thenComparing(PosOrder::id))
                .toList();
        if (invoiced.isEmpty()) {
            return null;
        }
        PosOrder order = invoiced.get(0);
        Sale sale = sold.withUuid(order.uuid());
        Money total = money(order, currency);
        Finding finding = new Finding(
                        Level.SALE,
                        BreakKind.DUPLICATE_POSTING,
                        "The receipt is in the entry of " + session.name()
                                + " and on an invoice, and no entry takes it out again.")
                .session(session)
                .order(order)
                .entry(entry)
                .amounts(total, total.plus(total))
                .part("reversal missing", total);
        if (sale != null) {
            finding.sale(sale);
        }
        return invoiced.size() == 1
                ? finding
                : finding.suggested().fact("alternatives", Integer.toString(invoiced.size()));
    }

    private boolean agrees(Money difference, List<EntryLine> lines, int orders) {
        Money told = sum(lines, difference.currency(), EntryLine::closingDifference);
        boolean cashRounding = lines.stream().anyMatch(EntryLine::cashRounding);
        return Agreement.entryTotal(difference.minor(), told.minor(), cashRounding, orders, rules);
    }

    private void taxes(
            PosSession session,
            List<PosOrder> held,
            JournalEntry entry,
            List<EntryLine> lines,
            String currency,
            Verdicts verdicts) {
        Money tax = sum(lines, currency, EntryLine::tax).negate();
        Money ordered = sum(held, currency, PosOrder::tax);
        boolean agree = Agreement.entryTax(tax.minus(ordered).minor(), lines(held), rules);
        String which = agree ? differentTax(held, lines, currency) : "";
        if (which != null) {
            verdicts.add(finding(
                            books,
                            BreakKind.TAX_MISMATCH,
                            "The entry of " + session.name() + " holds tax of " + tax + ", its orders " + ordered
                                    + (which.isEmpty() ? "" : ", and otherwise spread: " + which)
                                    + "; the totals agree.",
                            session)
                    .entry(entry)
                    .amounts(ordered, tax)
                    .part("tax", tax.minus(ordered)));
        }
    }

    private static long lines(List<PosOrder> held) {
        return held.stream()
                .mapToLong(order -> Math.max(1, order.lines().size()))
                .sum();
    }

    /** Which taxes differ though their sum agrees; null when none does, or when lines with several taxes hide it. */
    private @Nullable String differentTax(List<PosOrder> held, List<EntryLine> lines, String currency) {
        Map<Long, Money> left = new TreeMap<>();
        for (PosOrder order : held) {
            List<OrderPart> sold = books.orderLines.by("order", order.id());
            boolean hidden = sold.isEmpty() && order.tax().signum() != 0;
            if (hidden || sold.size() != order.lines().size()) {
                return null;
            }
            for (OrderPart line : sold) {
                if (line.tax() == null || line.taxes().size() > 1) {
                    return null;
                }
                if (line.taxes().size() == 1) {
                    left.merge(line.taxes().get(0), Money.of(line.tax(), currency), Money::plus);
                }
            }
        }
        for (EntryLine line : lines) {
            if (line.tax() && line.taxLine() == null) {
                return null;
            }
            if (line.tax() && line.taxLine() != null) {
                Money balance = Money.of(books.balance(line, currency), currency);
                left.merge(line.taxLine().id(), balance, Money::plus);
            }
        }
        long count = lines(held);
        List<String> different = left.entrySet().stream()
                .filter(tax -> !Agreement.entryTax(tax.getValue().minor(), count, rules))
                .map(tax -> "tax " + tax.getKey() + " by " + tax.getValue().negate())
                .toList();
        return different.isEmpty() ? null : String.join(", ", different);
    }

    /** Money that the orders took by one method, and that the entry expects from another. */
    private void tenders(
            PosSession session,
            List<PosOrder> orders,
            JournalEntry entry,
            List<EntryLine> lines,
            String currency,
            Verdicts verdicts) {
        Map<String, Money> left = new TreeMap<>();
        for (EntryLine line : lines) {
            String prefix = session.name() + " - ";
            if (line.receivable() && line.name() != null && line.name().startsWith(prefix)) {
                left.merge(
                        line.name().substring(prefix.length()),
                        Money.of(books.balance(line, currency), currency),
                        Money::plus);
            }
        }
        for (PosOrder order : orders) {
            List<OrderPart> payments = books.payments.by("order", order.id());
            if (order.counts() && payments.size() != order.payments().size()) {
                return;
            }
            for (OrderPart payment : order.counts() ? payments : List.<OrderPart>of()) {
                String method = method(payment);
                if (method.isEmpty()) {
                    return;
                }
                left.merge(method, Money.of(payment.amount(), currency).negate(), Money::plus);
            }
        }
        left.values().removeIf(Money::isZero);
        Money sum = left.values().stream().reduce(Money.zero(currency), Money::plus);
        long most = left.values().stream()
                .mapToLong(money -> Math.abs(money.minor()))
                .max()
                .orElse(0);
        // Only money that changed sides: methods that are settled one by one have lines of other names.
        if (left.size() > 1 && sum.isZero() && most > rules.centsPerReceipt()) {
            verdicts.add(finding(
                            books,
                            BreakKind.TENDER_MISMATCH,
                            "The entry of " + session.name() + " expects money from other payment methods than its"
                                    + " orders: " + left + ".",
                            session)
                    .entry(entry)
                    .atStake(new Money(most, currency)));
        }
    }

    private String method(OrderPart payment) {
        Ref method = payment.what();
        Books.Named row = method == null ? null : books.paymentMethods.get(method.id());
        String name = row != null ? row.name() : method == null ? null : method.name();
        return name == null ? "" : name;
    }

    static Finding finding(Books books, BreakKind kind, String explanation, PosSession session) {
        Ref till = session.till();
        Books.Named row = till == null ? null : books.tills.get(till.id());
        return new Finding(Level.SESSION, kind, explanation)
                .session(session)
                .since(session.stoppedAt())
                .store(row != null ? row.name() : till == null ? null : till.name());
    }

    Money gross(List<JournalEntry> entries, String currency) {
        Money sum = Money.zero(currency);
        for (JournalEntry entry : entries) {
            List<EntryLine> lines = books.entryLines.by("entry", entry.id());
            sum = sum.minus(sum(lines, currency, line -> line.tax() || line.income()));
        }
        return sum;
    }

    private Money money(PosOrder order, String currency) {
        return Money.of(order.total(), currency);
    }

    private Money sum(List<EntryLine> lines, String currency, Predicate<EntryLine> which) {
        return Money.of(
                lines.stream()
                        .filter(which)
                        .map(line -> books.balance(line, currency))
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                currency);
    }

    static Money sum(List<PosOrder> orders, String currency, Function<PosOrder, BigDecimal> what) {
        return Money.of(orders.stream().map(what).reduce(BigDecimal.ZERO, BigDecimal::add), currency);
    }
}
