package io.tillwatch.reconciliation;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * When two sides agree, in plain numbers. Whoever compares asks here, be it document by document or a million rows at a
 * time, so that there is one rule. Amounts are minor units of one currency. Stateless, thread-safe.
 */
public final class Agreement {
    private static final String CASH_ROUNDING = "Rounding line";
    private static final String CLOSING_DIFFERENCE = "Difference at closing PoS session";

    private Agreement() {}

    /** Whether a receipt and its order differ by no more than Odoo's own rounding. */
    public static boolean total(long difference, Rules rules) {
        return Math.abs(difference) <= rules.centsPerReceipt();
    }

    /** @param lines of the receipt; 0 when its source does not tell them */
    public static boolean tax(long difference, int lines, Rules rules) {
        return Math.abs(difference) <= rules.centsPerReceipt() * Math.max(1, lines);
    }

    /** Whether the rounding of all receipts of a session together is still rounding. */
    public static boolean roundingOfSession(long sumOfDifferences, Rules rules) {
        return sumOfDifferences <= rules.centsPerSession();
    }

    /** Whether a POS order in this state is a sale at all: a draft or a cancelled one is none. */
    public static boolean counts(String orderState) {
        return orderState.equals("paid") || orderState.equals("done") || orderState.equals("invoiced");
    }

    /** Whether the session's entry holds an order that counts: invoiced at the till no, invoiced later still yes. */
    public static boolean inSessionEntry(boolean invoiced, boolean reversed) {
        return !invoiced || reversed;
    }

    /** Whether a line of a session's entry is tax. */
    public static boolean taxLine(String displayType) {
        return displayType.equals("tax");
    }

    /** Whether a line of a session's entry is what was sold, before tax. */
    public static boolean incomeLine(String displayType, String accountType, String name) {
        return displayType.equals("product") && accountType.equals("income") && !cashRoundingLine(name);
    }

    public static boolean cashRoundingLine(String name) {
        return name.equals(CASH_ROUNDING);
    }

    public static boolean closingDifferenceLine(String name) {
        return name.equals(CLOSING_DIFFERENCE);
    }

    /**
     * Whether an entry says what the orders of its session say. Odoo recomputes each order, and books up to a cent an
     * order either on a line of its own, which then says exactly how much, or inside the line of the cash rounding.
     *
     * @param difference entry less orders, tax included
     * @param told sum of the entry's lines of closing difference
     * @param cashRounding whether the entry has a line of cash rounding
     */
    public static boolean entryTotal(long difference, long told, boolean cashRounding, int orders, Rules rules) {
        if (difference == 0) {
            return true;
        }
        return Math.abs(difference) <= orders * rules.centsPerReceipt() && (difference == told || cashRounding);
    }

    /**
     * Whether a posting stands in another period than what it posts: in another month, and not just around its turn,
     * since Odoo dates postings where they are posted.
     */
    public static boolean otherPeriod(LocalDate sold, LocalDate posted, Rules rules) {
        return !YearMonth.from(posted).equals(YearMonth.from(sold))
                && (posted.isAfter(sold.plusDays(rules.periodGrace()))
                        || posted.isBefore(sold.minusDays(rules.periodGrace())));
    }

    /**
     * Whether an entry holds the tax of its orders, which round line by line and the entry as a whole.
     *
     * @param difference tax of the entry less that of the orders
     * @param lines of the orders; their number where nobody tells the lines
     */
    public static boolean entryTax(long difference, long lines, Rules rules) {
        return Math.abs(difference) <= Math.max(1, lines) * rules.centsPerReceipt();
    }
}
