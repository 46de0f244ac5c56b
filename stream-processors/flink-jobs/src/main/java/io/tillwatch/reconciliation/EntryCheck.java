package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges a closed session's entry: that there is exactly one, posted, in the right period, and that it agrees. */
final class EntryCheck {
    private final Books books;
    private final EntryIdentity identity;
    private final Periods periods;

    EntryCheck(Sold sold, Books books, Rules rules) {
        this.books = books;
        this.identity = new EntryIdentity(sold, books, rules);
        this.periods = new Periods(rules);
    }

    void check(
            PosSession session,
            List<PosOrder> orders,
            List<SessionMatching.Match> matches,
            String currency,
            Verdicts verdicts) {
        List<PosOrder> held = orders.stream().filter(PosOrder::inSessionEntry).toList();
        Ref linked = session.entry();
        JournalEntry direct = linked == null ? null : books.entries.get(linked.id());
        if (linked != null && direct == null) {
            // Odoo says that there is one; who reads may not see it.
            verdicts.waiting();
            return;
        }
        List<JournalEntry> entries = entriesOf(session);
        if (entries.stream().anyMatch(entry -> books.linesOf(entry) == null)) {
            verdicts.waiting();
            return;
        }
        Money total = EntryIdentity.sum(held, currency, PosOrder::total);
        List<JournalEntry> posted =
                entries.stream().filter(JournalEntry::posted).toList();
        if (posted.isEmpty()) {
            boolean reversed = direct != null && entries.isEmpty() && isReversed(direct);
            notPosted(session, held, reversed ? List.of(direct) : entries, total, verdicts);
            return;
        }
        JournalEntry own = posted.contains(direct) ? direct : posted.get(0);
        if (posted.size() > 1) {
            severalTimes(session, posted, total, verdicts);
        }
        if (own != null) {
            identity.check(session, orders, held, own, total, verdicts);
            period(session, own, matches, currency, verdicts);
        }
    }

    private void severalTimes(PosSession session, List<JournalEntry> posted, Money total, Verdicts verdicts) {
        Money gross = identity.gross(posted, total.currency());
        Finding finding = EntryIdentity.finding(
                        books,
                        BreakKind.DUPLICATE_POSTING,
                        session.name() + " is posted by " + posted.size() + " entries: its sales count " + posted.size()
                                + " times.",
                        session)
                .amounts(total, gross)
                .part("posted again", gross.minus(total));
        posted.forEach(finding::entry);
        verdicts.add(finding);
    }

    private void notPosted(
            PosSession session, List<PosOrder> held, List<JournalEntry> entries, Money total, Verdicts verdicts) {
        if (held.isEmpty() && entries.isEmpty()) {
            return;
        }
        BreakKind kind = BreakKind.MISSING_IN_ODOO;
        String how = "has no entry";
        if (!entries.isEmpty()) {
            boolean draft = entries.stream().anyMatch(entry -> entry.state().equals("draft"));
            kind = draft ? BreakKind.DRAFT_POSTING : BreakKind.CANCELLED_POSTING;
            boolean reversed = entries.stream().anyMatch(JournalEntry::posted);
            how = draft
                    ? "has only a draft entry"
                    : reversed ? "has only an entry that was reversed" : "has only a cancelled entry";
        }
        Finding finding = EntryIdentity.finding(
                        books,
                        kind,
                        session.name() + " is closed and " + how + ": " + held.size() + " orders of " + total
                                + " are not in the books.",
                        session)
                .amounts(total, Money.zero(total.currency()))
                .part("not posted", total.negate());
        entries.forEach(finding::entry);
        verdicts.add(finding);
    }

    /** A receipt from after its entry was written is of a till whose clock is ahead, and of no later period. */
    static boolean isAhead(Sale sale, JournalEntry entry) {
        Instant written = entry.writtenAt();
        return written != null && sale.at().isAfter(written);
    }

    /** Receipts that were rung in a period that the entry's date is not in; late ones of other sessions are told there. */
    private void period(
            PosSession session,
            JournalEntry entry,
            List<SessionMatching.Match> matches,
            String currency,
            Verdicts verdicts) {
        List<Sale> late = matches.stream()
                .filter(match -> match.order().isIn(session) && match.order().inSessionEntry())
                .map(SessionMatching.Match::sale)
                .filter(sale -> !isAhead(sale, entry) && periods.isWrong(sale.at(), entry.date()))
                .toList();
        if (late.isEmpty()) {
            return;
        }
        Money total = late.stream()
                .map(Sale::total)
                .filter(amount -> amount.currency().equals(currency))
                .reduce(Money.zero(currency), Money::plus);
        verdicts.add(EntryIdentity.finding(
                        books,
                        BreakKind.LATE_POSTING,
                        late.size() + " receipts of " + session.name() + " were rung in another period than "
                                + entry.date() + ", the date of its entry.",
                        session)
                .entry(entry)
                .atStake(total));
    }

    /** Entries that post this session: linked to it, or carrying its name in the same journal as a copy does. */
    private List<JournalEntry> entriesOf(PosSession session) {
        Map<Long, JournalEntry> found = new TreeMap<>();
        books.entries.by("session", session.id()).forEach(entry -> found.put(entry.id(), entry));
        Ref linked = session.entry();
        JournalEntry direct = linked == null ? null : books.entries.get(linked.id());
        if (direct != null) {
            found.put(direct.id(), direct);
        }
        Ref journal = direct == null ? null : direct.journal();
        for (JournalEntry entry : books.entries.by("ref", session.name())) {
            boolean sameJournal = journal == null
                    || entry.journal() == null
                    || entry.journal().id() == journal.id();
            if (sameJournal) {
                found.put(entry.id(), entry);
            }
        }
        if (direct != null) {
            copies(direct, session.name()).forEach(entry -> found.put(entry.id(), entry));
        }
        List<JournalEntry> entries = new ArrayList<>(found.values());
        entries.removeIf(entry ->
                !entry.type().equals("entry") || !entry.ofItsOwn() || entry.reverses() != null || isReversed(entry));
        return entries;
    }

    private boolean isReversed(JournalEntry entry) {
        return books.entries.by("reverses", entry.id()).stream().anyMatch(JournalEntry::posted);
    }

    /** A copy has lost reference and session; its lines still name the session. */
    private List<JournalEntry> copies(JournalEntry entry, String session) {
        String key = Twins.entryKey(entry);
        List<EntryLine> lines = books.linesOf(entry);
        if (key == null || lines == null) {
            return List.of();
        }
        return books.entries.by("entryTwin", key).stream()
                .filter(other -> other.refs().isEmpty() && other.sessions().isEmpty())
                .filter(other -> {
                    List<EntryLine> others = books.linesOf(other);
                    return others != null && Twins.sameEntry(lines, others, session);
                })
                .toList();
    }
}
