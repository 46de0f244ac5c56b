package io.tillwatch.reconciliation.bulk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A line as 56 bytes: what the sieve compares, and where to read the rest. Little endian, at an offset of a byte array
 * or a memory segment.
 *
 * <p>Of a session, an entry and a line of an entry the first fields hold other things, named here after them.
 */
final class PackedRow {
    static final int SIZE = 56;

    static final int UUID_HIGH = 0;
    static final int UUID_LOW = 8;
    /** Minor units. */
    static final int TOTAL = 16;
    /** Minor units; {@link #UNKNOWN} when the line does not tell. */
    static final int TAX = 24;

    static final int SESSION = 32;
    /** File and offset of the line. */
    static final int POSITION = 40;

    static final int TICKET = 48;
    /** Currency in the upper 24 bits, flags in the lower 8. */
    static final int CODES = 52;

    /** Database id of a session or an entry; of a line, that of its entry. */
    static final int ID = 0;
    /** Key of a session's name, or of the name that an entry refers to. */
    static final int NAME = 8;
    /** Id of a session's entry; 0 when it has none. */
    static final int ENTRY = 16;
    /** Id of the entry that this one reverses; 0 when none. */
    static final int REVERSES = 16;
    /** Balance of a line in millionths. */
    static final int BALANCE = 16;
    /** Epoch seconds; 0 when the line does not tell. */
    static final int WRITTEN = 24;

    /** Date of an entry, days since 1970; {@link #UNKNOWN} when the line does not tell. */
    static final int DATED = 32;
    /** Hash of what a line of an entry says, whichever entry it is in. */
    static final int SAYS = 32;

    static final long UNKNOWN = Long.MIN_VALUE;

    /** Means of payment: two bits, 0 when unknown. */
    static final int MEANS = 0x03;

    static final int CASH = 0x01;
    static final int BANK = 0x02;
    static final int PAY_LATER = 0x03;
    /** The session's entry holds this order. */
    static final int IN_ENTRY = 0x04;
    /** No clean key, or no sale yet: not for the sieve. */
    static final int SUSPECT = 0x08;

    /** The session is closed. */
    static final int CLOSED = 0x01;
    /** An entry that is posted, of its own, and reverses nothing. */
    static final int PLAIN_POSTING = 0x02;

    static final int INCOME_LINE = 0x01;
    static final int TAX_LINE = 0x02;
    static final int ROUNDING_LINE = 0x04;
    static final int CLOSING_LINE = 0x08;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FILE_SHIFT = 48;

    private PackedRow() {}

    static long getLong(byte[] rows, int at) {
        return (long) LONG.get(rows, at);
    }

    static void putLong(byte[] rows, int at, long value) {
        LONG.set(rows, at, value);
    }

    static int getInt(byte[] rows, int at) {
        return (int) INT.get(rows, at);
    }

    static void putInt(byte[] rows, int at, int value) {
        INT.set(rows, at, value);
    }

    static long position(int file, long offset) {
        return (long) file << FILE_SHIFT | offset;
    }

    static int file(long position) {
        return (int) (position >>> FILE_SHIFT);
    }

    static long offset(long position) {
        return position & ((1L << FILE_SHIFT) - 1);
    }

    /** What a receipt and an order have in common that carry the same ticket and total. */
    static long document(int ticket, long total) {
        return ((long) ticket << 32 | ticket) ^ total * 0x9E3779B97F4A7C15L;
    }
}
