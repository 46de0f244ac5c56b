package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Holds a closed session's entry against the session's orders. The identity, as measured on Odoo 19: the sum of the
 * totals of the orders that the entry holds equals minus the sum of the balances of its tax lines and its income lines,
 * cash rounding left out. Never the entry's own total, which holds the cost of goods as well.
 */
final class EntryCheck {
    private final Books books;
    private final Rules rules;

    EntryCheck(Books books, Rules rules) {
        this.books = books;
        this.rules = rules;
    }

    /** Null when the entry agrees; a finding when not, or none yet while its rows are still being read. */
    void check(PosSession session, List<PosOrder> orders, String currency, Verdicts verdicts) {
        List<PosOrder> held = orders.stream().filter(PosOrder::inSessionEntry).toList();
        Money sold = sum(held, currency, PosOrder::total);
        Ref linked = session.entry();
        List<JournalEntry> entries = entriesOf(session);
        if (linked != null && books.entries.get(linked.id()) == null && entries.isEmpty()) {
            verdicts.waiting();
            return;
        }
        List<JournalEntry> posted =
                entries.stream().filter(JournalEntry::posted).toList();
        if (posted.isEmpty()) {
            notPosted(session, held, entries, sold, verdicts);
        } else if (posted.size() > 1) {
            Finding finding = finding(
                            BreakKind.DUPLICATE_POSTING,
                            session.name() + " is posted by " + posted.size() + " entries: its sales count "
                                    + posted.size() + " times.",
                            session)
                    .amounts(sold, gross(posted, currency));
            posted.forEach(finding::entry);
            verdicts.add(finding.part("posted twice", gross(posted, currency).minus(sold)));
        } else {
            identity(session, held, posted.get(0), sold, verdicts);
        }
    }

    private void notPosted(
            PosSession session, List<PosOrder> held, List<JournalEntry> entries, Money sold, Verdicts verdicts) {
        if (held.isEmpty() && entries.isEmpty()) {
            return;
        }
        BreakKind kind = BreakKind.MISSING_IN_ODOO;
        String how = "has no entry";
        if (!entries.isEmpty()) {
            boolean draft = entries.stream().anyMatch(entry -> entry.state().equals("draft"));
            kind = draft ? BreakKind.DRAFT_POSTING : BreakKind.CANCELLED_POSTING;
            how = draft ? "has only a draft entry" : "has only a cancelled entry";
        }
        Finding finding = finding(
                        kind,
                        session.name() + " is closed and " + how + ": " + held.size() + " orders of " + sold
                                + " are not in the books.",
                        session)
                .amounts(sold, Money.zero(sold.currency()))
                .part("not posted", sold.negate());
        entries.forEach(finding::entry);
        verdicts.add(finding);
    }

    private void identity(PosSession session, List<PosOrder> held, JournalEntry entry, Money sold, Verdicts verdicts) {
        List<EntryLine> lines = books.linesOf(entry);
        if (lines == null) {
            verdicts.waiting();
            return;
        }
        String currency = sold.currency();
        Money gross = gross(List.of(entry), currency);
        if (!agrees(gross.minus(sold), lines, held.size())) {
            Money tax = sum(lines, currency, EntryLine::tax).negate();
            Money orderTax = sum(held, currency, PosOrder::tax);
            Money taxDifference = tax.minus(orderTax);
            Finding finding = finding(
                            BreakKind.ENTRY_ALTERED,
                            "The entry of " + session.name() + " says " + gross + ", its " + held.size()
                                    + " orders say " + sold + ".",
                            session)
                    .entry(entry)
                    .amounts(sold, gross)
                    .part("net", gross.minus(sold).minus(taxDifference))
                    .part("tax", taxDifference)
                    .since(entry.writtenAt());
            closingDifference(lines, currency, finding);
            verdicts.add(finding);
            return;
        }
        Money tax = sum(lines, currency, EntryLine::tax).negate();
        Money orderTax = sum(held, currency, PosOrder::tax);
        if (!Agreement.entryTax(tax.minus(orderTax).minor(), held.size())) {
            verdicts.add(finding(
                            BreakKind.TAX_MISMATCH,
                            "The entry of " + session.name() + " holds tax of " + tax + ", its orders " + orderTax
                                    + "; the totals agree.",
                            session)
                    .entry(entry)
                    .amounts(orderTax, tax)
                    .part("tax", tax.minus(orderTax)));
        }
    }

    private boolean agrees(Money difference, List<EntryLine> lines, int orders) {
        long told =
                sum(lines, difference.currency(), EntryLine::closingDifference).minor();
        boolean cashRounding = lines.stream().anyMatch(EntryLine::cashRounding);
        return Agreement.entryTotal(difference.minor(), told, cashRounding, orders, rules);
    }

    private static void closingDifference(List<EntryLine> lines, String currency, Finding finding) {
        Money difference = sum(lines, currency, EntryLine::closingDifference);
        if (!difference.isZero()) {
            finding.fact("closingDifference", difference.toString());
        }
    }

    private Finding finding(BreakKind kind, String explanation, PosSession session) {
        Ref till = session.till();
        Books.Named row = till == null ? null : books.tills.get(till.id());
        return new Finding(Level.SESSION, kind, explanation)
                .session(session)
                .since(session.stoppedAt())
                .store(row != null ? row.name() : till == null ? null : till.name());
    }

    /** Entries that post this session: linked to it, or carrying its name in the same journal as a copy does. */
    private List<JournalEntry> entriesOf(PosSession session) {
        List<JournalEntry> found = new ArrayList<>(books.entries.by("session", session.id()));
        Ref linked = session.entry();
        JournalEntry direct = linked == null ? null : books.entries.get(linked.id());
        if (direct != null && !found.contains(direct)) {
            found.add(direct);
        }
        Ref journal = direct == null ? null : direct.journal();
        for (JournalEntry entry : books.entries.by("ref", session.name())) {
            boolean sameJournal = journal == null
                    || entry.journal() == null
                    || entry.journal().id() == journal.id();
            if (!found.contains(entry) && sameJournal) {
                found.add(entry);
            }
        }
        return found.stream()
                .filter(entry -> entry.type().equals("entry") && entry.ofItsOwn() && entry.reverses() == null)
                .filter(entry ->
                        books.entries.by("reverses", entry.id()).stream().noneMatch(JournalEntry::posted))
                .toList();
    }

    private Money gross(List<JournalEntry> entries, String currency) {
        Money sum = Money.zero(currency);
        for (JournalEntry entry : entries) {
            List<EntryLine> lines = books.entryLines.by("entry", entry.id());
            sum = sum.minus(sum(lines, currency, line -> line.tax() || line.income()));
        }
        return sum;
    }

    private static Money sum(List<EntryLine> lines, String currency, Predicate<EntryLine> which) {
        return Money.of(
                lines.stream().filter(which).map(EntryLine::balance).reduce(BigDecimal.ZERO, BigDecimal::add),
                currency);
    }

    private static Money sum(
            List<PosOrder> orders, String currency, java.util.function.Function<PosOrder, BigDecimal> what) {
        return Money.of(orders.stream().map(what).reduce(BigDecimal.ZERO, BigDecimal::add), currency);
    }
}
