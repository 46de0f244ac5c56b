package io.tillwatch.app.bench;

import org.jspecify.annotations.Nullable;

/** The receipts of a measurement: each follows from its number and the seed alone. Immutable, thread-safe. */
final class Receipts {
    static final int IN_A_SESSION = 200;
    private static final int ONE_BREAK_IN = 10_000;
    private static final int ONE_SESSION_BREAK_IN = 1_000;
    private static final int ONE_ROUNDED_IN = 500;
    private static final int ONE_TWICE_IN = 20_000;
    private static final int ONE_INVOICED_IN = 250;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final Break[] BREAKS = Break.values();

    private final long seed;
    private final long count;

    /** What is wrong with a receipt, as the reconciliation calls it. */
    enum Break {
        MISSING_IN_ODOO,
        ORPHAN_POSTING,
        AMOUNT_MISMATCH,
        TAX_MISMATCH,
        TENDER_MISMATCH,
        CURRENCY_MISMATCH,
        WRONG_SESSION,
        DUPLICATE_ORDER
    }

    /** What is wrong with a session. */
    enum SessionBreak {
        ENTRY_ALTERED,
        SESSION_NOT_CLOSED
    }

    Receipts(long seed, long count) {
        this.seed = seed;
        this.count = count;
    }

    long count() {
        return count;
    }

    long sessions() {
        return (count + IN_A_SESSION - 1) / IN_A_SESSION;
    }

    /** Sessions are numbered from 1 on. */
    static long session(long receipt) {
        return receipt / IN_A_SESSION + 1;
    }

    private long hash(long receipt, long salt) {
        long value = (seed * 31 + salt) * GOLDEN + receipt * 0xBF58476D1CE4E5B9L;
        value = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        value = (value ^ value >>> 27) * 0x94D049BB133111EBL;
        return value ^ value >>> 31;
    }

    private boolean oneIn(int often, long number, long salt) {
        return Long.remainderUnsigned(hash(number, salt), often) == 0;
    }

    /** A UUID of version 4. */
    long uuidHigh(long receipt) {
        return (hash(receipt, 1) & ~0xF000L) | 0x4000L;
    }

    long uuidLow(long receipt) {
        return (hash(receipt, 2) & ~(3L << 62)) | (1L << 63);
    }

    /** In cents. */
    long total(long receipt) {
        return 100 + Long.remainderUnsigned(hash(receipt, 3), 30_000);
    }

    long tax(long receipt) {
        return total(receipt) / 6;
    }

    boolean cash(long receipt) {
        return hash(receipt, 4) < 0;
    }

    /** Seconds of the day. */
    long second(long receipt) {
        return 8 * 3600 + Long.remainderUnsigned(hash(receipt, 5), 10 * 3600);
    }

    /** Odoo's total differs by a cent, as it may. */
    boolean rounded(long receipt) {
        return oneIn(ONE_ROUNDED_IN, receipt, 6);
    }

    boolean deliveredTwice(long receipt) {
        return oneIn(ONE_TWICE_IN, receipt, 7);
    }

    boolean invoiced(long receipt) {
        return oneIn(ONE_INVOICED_IN, receipt, 8);
    }

    @Nullable
    SessionBreak sessionBreak(long session) {
        if (!oneIn(ONE_SESSION_BREAK_IN, session, 9)) {
            return null;
        }
        return hash(session, 10) < 0 ? SessionBreak.ENTRY_ALTERED : SessionBreak.SESSION_NOT_CLOSED;
    }

    /** One break at a time: none in a session that is broken itself, or whose neighbour is. */
    @Nullable
    Break broken(long receipt) {
        if (!oneIn(ONE_BREAK_IN, receipt, 11)) {
            return null;
        }
        long session = session(receipt);
        if (sessionBreak(session) != null || sessionBreak(other(session)) != null) {
            return null;
        }
        return BREAKS[(int) Long.remainderUnsigned(hash(receipt, 12), BREAKS.length)];
    }

    /** The session that a late receipt is put into. */
    long other(long session) {
        return session == sessions() ? 1 : session + 1;
    }
}
