package io.tillwatch.reconciliation;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges what came back of a channel's order, told as a sale below zero, against the credit notes that Odoo has. A source
 * tells a return under the order's number, so that several may share it, or under one of its own.
 */
final class ReturnCheck {
    private final Sold sold;
    private final Rules rules;
    private final Ageing ageing;
    private final Credits credits;
    private final CreditCheck comparing;

    ReturnCheck(Sold sold, Books books, Rules rules, Ageing ageing) {
        this.sold = sold;
        this.rules = rules;
        this.ageing = ageing;
        this.credits = new Credits(sold, books, rules);
        this.comparing = new CreditCheck(books, rules);
    }

    /** Judges all returns that are told under one number. */
    void judge(String number, Instant asOf, Verdicts verdicts) {
        List<Sale> open = new ArrayList<>(sold.returnsOf(number));
        if (open.isEmpty()) {
            return;
        }
        List<JournalEntry> keyed = credits.of(number);
        List<JournalEntry> posted =
                new ArrayList<>(keyed.stream().filter(JournalEntry::posted).toList());
        for (Sale back : List.copyOf(open)) {
            JournalEntry same = take(back, posted);
            if (same != null) {
                open.remove(back);
                matched(back, same, posted, verdicts);
            }
        }
        if (!open.isEmpty() && !posted.isEmpty() && credits.isSum(open, posted)) {
            open.forEach(back -> verdicts.matched());
            return;
        }
        if (open.size() == 1 && posted.size() == 1) {
            verdicts.add(comparing.amount(open.get(0), posted.get(0)));
            return;
        }
        List<JournalEntry> others = new ArrayList<>(
                keyed.stream().filter(credit -> !credit.posted()).toList());
        open.forEach(back -> notPosted(back, take(back, others), number, asOf, verdicts));
    }

    /** The first credit note of the return's amount. */
    private @Nullable JournalEntry take(Sale back, List<JournalEntry> from) {
        JournalEntry same = from.stream()
                .filter(credit -> credits.sameAmount(back, credit))
                .findFirst()
                .orElse(null);
        from.remove(same);
        return same;
    }

    private void matched(Sale back, JournalEntry credit, List<JournalEntry> rest, Verdicts verdicts) {
        boolean more = sold.returnsOf(String.valueOf(back.order())).stream()
                .anyMatch(other -> !other.equals(back) && other.total().equals(back.total()));
        JournalEntry again = more
                ? null
                : rest.stream()
                        .filter(other -> credits.sameAmount(back, other))
                        .findFirst()
                        .orElse(null);
        if (again == null) {
            comparing.compare(back, credit, verdicts);
            return;
        }
        Money twice = back.total().plus(back.total());
        verdicts.add(new Finding(Level.SALE, BreakKind.DUPLICATE_POSTING, "The return is credited more than once.")
                .sale(back)
                .entry(credit)
                .entry(again)
                .amounts(back.total(), twice)
                .part("credited again", back.total()));
        rest.remove(again);
    }

    private void notPosted(Sale back, @Nullable JournalEntry draft, String number, Instant asOf, Verdicts verdicts) {
        verdicts.waiting();
        if (draft == null) {
            List<JournalEntry> unkeyed = credits.unkeyed(back);
            if (unkeyed.size() == 1 && credits.rivals(back, unkeyed.get(0)) == 1) {
                JournalEntry only = unkeyed.get(0);
                if (only.posted()) {
                    comparing.compare(back, only, verdicts);
                } else {
                    notPosted(back, only, number, asOf, verdicts);
                }
                return;
            }
            if (!ageing.isOver(back.at(), rules.invoiceWithin(), asOf)) {
                verdicts.pending();
                return;
            }
            boolean known = credits.knowsOrder(number);
            Finding finding = missing(
                    back,
                    known ? BreakKind.MISSING_INVOICE : BreakKind.MISSING_IN_ODOO,
                    known ? "has no credit note, and its order is in Odoo." : "is not in Odoo.");
            if (!unkeyed.isEmpty()) {
                finding.suggested().fact("alternatives", Integer.toString(unkeyed.size()));
            }
            sold.evidenceOf(back).forEach(finding::evidence);
            verdicts.add(finding);
            return;
        }
        if (!ageing.isOver(back.at(), rules.invoiceWithin(), asOf)) {
            verdicts.pending();
            return;
        }
        boolean cancelled = draft.state().equals("cancel");
        verdicts.add(missing(
                        back,
                        cancelled ? BreakKind.CANCELLED_POSTING : BreakKind.DRAFT_POSTING,
                        cancelled ? "has only a cancelled credit note." : "has only a draft of its credit note.")
                .entry(draft));
    }

    private static Finding missing(Sale back, BreakKind kind, String state) {
        return new Finding(Level.SALE, kind, "The return of " + back.total().abs() + " " + state)
                .sale(back)
                .amounts(back.total(), null)
                .part("missing return " + back.id(), back.total().negate());
    }
}
