package io.tillwatch.reconciliation.bulk;

import java.util.Arrays;

/** What the orders of each session come to, by the session's key, in plain arrays. Not thread-safe. */
final class OrderSums {
    private static final int MIXED = -2;

    private final LongIndex sessions = new LongIndex();
    private int[] counts = new int[1024];
    private long[] totals = new long[1024];
    private long[] taxes = new long[1024];
    private int[] digits = new int[1024];

    /** An order that the session's entry holds; an entry adds amounts whatever their currency is. */
    void add(long session, long total, long tax, int fractionDigits) {
        int at = sessions.add(session);
        if (at == counts.length) {
            grow();
        }
        digits[at] = counts[at] == 0 || digits[at] == fractionDigits ? fractionDigits : MIXED;
        counts[at]++;
        totals[at] = Math.addExact(totals[at], total);
        taxes[at] = Math.addExact(taxes[at], tax == PackedRow.UNKNOWN ? 0 : tax);
    }

    private void grow() {
        int length = counts.length * 2;
        counts = Arrays.copyOf(counts, length);
        totals = Arrays.copyOf(totals, length);
        taxes = Arrays.copyOf(taxes, length);
        digits = Arrays.copyOf(digits, length);
    }

    /** -1 when the session has none. */
    int find(long session) {
        return sessions.find(session);
    }

    int count(int at) {
        return counts[at];
    }

    long total(int at) {
        return totals[at];
    }

    long tax(int at) {
        return taxes[at];
    }

    /** Fraction digits of the amounts; negative when they differ, and the sums mean nothing. */
    int digits(int at) {
        return digits[at];
    }
}
