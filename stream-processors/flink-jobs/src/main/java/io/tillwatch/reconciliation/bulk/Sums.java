package io.tillwatch.reconciliation.bulk;

import java.util.Arrays;

/**
 * Amounts that are few beside the rows, by what they are of and what they are: added up while a file is read, and handed
 * on at its end, since a packed row has no room for them. In plain arrays. Not thread-safe.
 */
final class Sums {
    /** That a session's receipts were rung on a day; no amount. */
    static final int SOLD_ON = 1;
    /** What the orders of a session took by a payment method, in millionths. */
    static final int PAID_BY = 2;
    /** A tax in those orders of a session that its entry holds, in millionths. */
    static final int TAXED = 3;
    /** What an entry's lines expect from a payment method, and the name that they give the session, in millionths. */
    static final int OWED_BY = 4;
    /** A tax in an entry, in millionths. */
    static final int TAX_LINE = 5;
    /** That an entry has tax of which nobody says which it is; no amount. */
    static final int UNTOLD_TAX = 6;

    private final LongIndex index = new LongIndex();
    private int[] whats = new int[64];
    private long[] ofs = new long[64];
    private long[] parts = new long[64];
    private long[] names = new long[64];
    private long[] amounts = new long[64];

    /**
     * Adds to a sum.
     *
     * @param of key of a session, or id of an entry
     * @param part day, tax, or hash of a payment method
     * @param name key of a session's name where {@code of} is an entry; else 0
     */
    void add(int what, long of, long part, long name, long amount) {
        int at = index.add(Text.mix(Text.mix(Text.mix(of + what) ^ part) + name));
        if (at == whats.length) {
            grow();
        }
        whats[at] = what;
        ofs[at] = of;
        parts[at] = part;
        names[at] = name;
        amounts[at] = Math.addExact(amounts[at], amount);
    }

    private void grow() {
        int length = whats.length * 2;
        whats = Arrays.copyOf(whats, length);
        ofs = Arrays.copyOf(ofs, length);
        parts = Arrays.copyOf(parts, length);
        names = Arrays.copyOf(names, length);
        amounts = Arrays.copyOf(amounts, length);
    }

    /** Adds what another file's reader handed on. */
    void add(byte[] block, int at) {
        add(
                PackedRow.getInt(block, at + PackedRow.CODES),
                PackedRow.getLong(block, at + PackedRow.ID),
                PackedRow.getLong(block, at + PackedRow.NAME),
                PackedRow.getLong(block, at + PackedRow.WRITTEN),
                PackedRow.getLong(block, at + PackedRow.BALANCE));
    }

    /** Some of the sums, from one on, to be handed on. */
    byte[] block(int from) {
        int rows = Math.min(Block.ROWS, size() - from);
        byte[] block = Block.empty();
        for (int i = 0; i < rows; i++) {
            int at = Block.row(i);
            PackedRow.putInt(block, at + PackedRow.CODES, whats[from + i]);
            PackedRow.putLong(block, at + PackedRow.ID, ofs[from + i]);
            PackedRow.putLong(block, at + PackedRow.NAME, parts[from + i]);
            PackedRow.putLong(block, at + PackedRow.WRITTEN, names[from + i]);
            PackedRow.putLong(block, at + PackedRow.BALANCE, amounts[from + i]);
        }
        return Block.closed(block, FileKind.SUMS, rows);
    }

    int size() {
        return index.size();
    }

    int what(int at) {
        return whats[at];
    }

    long of(int at) {
        return ofs[at];
    }

    long part(int at) {
        return parts[at];
    }

    long name(int at) {
        return names[at];
    }

    long amount(int at) {
        return amounts[at];
    }
}
