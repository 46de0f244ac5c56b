package io.tillwatch.reconciliation.bulk;

import io.tillwatch.reconciliation.Agreement;
import io.tillwatch.reconciliation.Rules;
import java.util.Arrays;

/**
 * Sessions, and which of them the sieve lets pass: closed, posted by one plain entry, whose sums agree with those of the
 * orders. Any other is read again whole. Not thread-safe.
 */
final class Sessions {
    private static final int MILLIONTHS = 6;

    private final LongIndex keys = new LongIndex();
    private final Rules rules;
    private long[] ids = new long[1024];
    private long[] names = new long[1024];
    private long[] entries = new long[1024];
    private boolean[] closed = new boolean[1024];
    private boolean[] whole = new boolean[0];
    private long[] cents = new long[0];
    private int size;

    Sessions(Rules rules) {
        this.rules = rules;
    }

    void add(byte[] block, int at) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            names = Arrays.copyOf(names, size * 2);
            entries = Arrays.copyOf(entries, size * 2);
            closed = Arrays.copyOf(closed, size * 2);
        }
        ids[size] = PackedRow.getLong(block, at + PackedRow.ID);
        names[size] = PackedRow.getLong(block, at + PackedRow.NAME);
        entries[size] = PackedRow.getLong(block, at + PackedRow.ENTRY);
        closed[size] = (PackedRow.getInt(block, at + PackedRow.CODES) & PackedRow.CLOSED) != 0;
        size++;
    }

    /** When all is read: names win over ids, as everywhere. */
    void settle(OrderSums orders, Entries posted) {
        // The first of a name has it, and a name that is a number wins over an id.
        for (int i = 0; i < size; i++) {
            keys.alias(names[i], i);
        }
        for (int i = 0; i < size; i++) {
            keys.alias(ids[i], i);
        }
        whole = new boolean[size];
        cents = new long[size];
        for (int i = 0; i < size; i++) {
            whole[i] = !agrees(i, orders, posted);
        }
    }

    private boolean agrees(int session, OrderSums orders, Entries posted) {
        int sums = orders.find(ids[session]);
        int named = orders.find(names[session]);
        int entry = posted.find(entries[session]);
        boolean namedTwoWays = sums >= 0 && named >= 0;
        if (!closed[session] || namedTwoWays || entry < 0 || !posted.postsAlone(entry, names[session])) {
            return false;
        }
        int at = Math.max(sums, named);
        long gross = posted.gross(entry);
        long tax = posted.tax(entry);
        long told = posted.closingDifference(entry);
        if (at < 0) {
            // All of its orders were invoiced at the till: the entry holds no sales.
            return gross == 0 && tax == 0 && told == 0;
        }
        if (orders.digits(at) < 0) {
            return false;
        }
        long unit = unit(orders.digits(at));
        if (gross % unit != 0 || tax % unit != 0 || told % unit != 0) {
            return false;
        }
        int count = orders.count(at);
        return Agreement.entryTotal(
                        gross / unit - orders.total(at), told / unit, posted.cashRounding(entry), count, rules)
                && Agreement.entryTax(tax / unit - orders.tax(at), count, rules);
    }

    /** Millionths in a minor unit. */
    static long unit(int fractionDigits) {
        long unit = 1;
        for (int digits = fractionDigits; digits < MILLIONTHS; digits++) {
            unit *= 10;
        }
        return unit;
    }

    /** Millionths in a minor unit of the session's orders; 1 when that is not known. */
    long unit(int session, OrderSums orders) {
        int at = sumsOf(session, orders);
        return at < 0 || orders.digits(at) < 0 ? 1 : unit(orders.digits(at));
    }

    /** How many orders its entry holds. */
    int orders(int session, OrderSums orders) {
        int at = sumsOf(session, orders);
        return at < 0 ? 0 : orders.count(at);
    }

    private int sumsOf(int session, OrderSums orders) {
        return Math.max(orders.find(ids[session]), orders.find(names[session]));
    }

    /** Something about its entry has to be looked at closely. */
    void readWhole(int session) {
        whole[session] = true;
    }

    /** The number of the session that a row names; -1 when Odoo does not know it. */
    int find(long key) {
        return keys.find(key);
    }

    /** Notes that a receipt and its order agree, but for this difference. */
    void agreed(int session, long difference) {
        cents[session] += Math.abs(difference);
    }

    /** When all receipts are compared: rounding may have become too much. Returns whether any session is to be read. */
    boolean anyWhole() {
        boolean any = false;
        for (int i = 0; i < size; i++) {
            whole[i] |= !Agreement.roundingOfSession(cents[i], rules);
            any |= whole[i];
        }
        return any;
    }

    boolean isWhole(int session) {
        return whole[session];
    }

    long id(int session) {
        return ids[session];
    }

    long name(int session) {
        return names[session];
    }

    long entry(int session) {
        return entries[session];
    }

    int size() {
        return size;
    }
}
