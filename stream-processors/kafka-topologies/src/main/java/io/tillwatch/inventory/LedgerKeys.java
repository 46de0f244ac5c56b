package io.tillwatch.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tillwatch.inventory.LedgerStore.HoldKind;
import io.tillwatch.state.KeySpaces;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * How the ledger's entries are named in a packed store: a letter for what it is, then texts that a NUL ends, so that
 * what belongs together stands together. {@link Limits} keeps NUL out of the texts.
 */
final class LedgerKeys {
    static final char EVENT = 'I';
    static final char BOOK = 'B';
    static final char LOG = 'L';
    static final char HOLD = 'H';
    static final char EXPIRY = 'E';
    static final char WATCHED = 'W';
    static final char ACCOUNT = 'A';
    static final char SWEPT = 'S';
    static final char FORM = 'F';

    /** Events, books and holds are looked up before they are first written, holds again when they change. */
    static final KeySpaces SPACES = new KeySpaces("" + EVENT + BOOK + HOLD, "" + HOLD);

    private static final char END = '\u0000';
    /** No text in UTF-8 begins with it. */
    private static final byte UUID_FOLLOWS = (byte) 0xff;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Instant LAST = Instant.ofEpochMilli(9_999_999_999_999L);

    private LedgerKeys() {}

    static byte[] event(String source, String id) {
        UUID uuid = EventIds.uuid(id);
        if (uuid == null) {
            return spelledEvent(source, id);
        }
        byte[] from = text(EVENT, source);
        return ByteBuffer.allocate(from.length + 1 + EventIds.BYTES)
                .put(from)
                .put(UUID_FOLLOWS)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    static byte[] book(String sku, String location) {
        return text(BOOK, sku, location);
    }

    /** As stores of the first form name every event. */
    static byte[] spelledEvent(String source, String id) {
        return text(EVENT, source, id);
    }

    /** The book of a log. */
    static byte[] bookOf(byte[] logOf) {
        byte[] book = logOf.clone();
        book[0] = (byte) BOOK;
        return book;
    }

    static byte[] booksOf(String sku) {
        return text(BOOK, sku);
    }

    static byte[] logOf(String sku, String location) {
        return text(LOG, sku, location);
    }

    /** Movements of a position in the order in which they were logged. */
    static byte[] log(byte[] logOf, long sequence) {
        byte[] key = Arrays.copyOf(logOf, logOf.length + Long.BYTES);
        ByteBuffer.wrap(key).putLong(logOf.length, sequence);
        return key;
    }

    static byte[] holdsOf(String sku, String location) {
        return text(HOLD, sku, location);
    }

    static byte[] holdsOf(String sku, String location, HoldKind kind) {
        return text(HOLD, sku, location, kind.name());
    }

    static byte[] hold(String sku, String location, HoldKind kind, String document) {
        return text(HOLD, sku, location, kind.name(), document);
    }

    static byte[] watched(String sku, String location) {
        return text(WATCHED, sku, location);
    }

    static byte[] account(String key) {
        return text(ACCOUNT, key);
    }

    static byte[] all(char space) {
        return new byte[] {(byte) space};
    }

    /** Rounded up to the next millisecond: looked at a moment too early, it would never be looked at again. */
    static byte[] expiry(Instant time, String sku, String location, String reservation) {
        byte[] rest = text(EXPIRY, sku, location, reservation);
        ByteBuffer key = ByteBuffer.allocate(rest.length + Long.BYTES);
        return key.put((byte) EXPIRY)
                .putLong(millis(time.plusNanos(NANOS_PER_MILLI - 1)))
                .put(rest, 1, rest.length - 1)
                .array();
    }

    /** Before this key stands what has expired by then. */
    static byte[] expiredBy(Instant now) {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) EXPIRY)
                .putLong(millis(now) + 1)
                .array();
    }

    /** When that is; as rounded there. */
    static Instant expiresAt(byte[] expiry) {
        return Instant.ofEpochMilli(ByteBuffer.wrap(expiry, 1, Long.BYTES).getLong());
    }

    /** SKU, location and reservation of an expiry. */
    static List<String> expiring(byte[] key) {
        return texts(key, 1 + Long.BYTES);
    }

    /** The texts of a key. */
    static List<String> texts(byte[] key) {
        return texts(key, 1);
    }

    /** The first key behind all that begin like this one. */
    static byte[] after(byte[] prefix) {
        byte[] next = prefix.clone();
        next[next.length - 1]++;
        return next;
    }

    private static List<String> texts(byte[] key, int from) {
        return List.of(new String(key, from, key.length - from - 1, UTF_8).split(String.valueOf(END), -1));
    }

    private static byte[] text(char space, String... parts) {
        int length = 1;
        byte[][] texts = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            texts[i] = parts[i].getBytes(UTF_8);
            length += texts[i].length + 1;
        }
        // A text ends with the NUL that the array has there.
        byte[] key = new byte[length];
        key[0] = (byte) space;
        int at = 1;
        for (byte[] text : texts) {
            System.arraycopy(text, 0, key, at, text.length);
            at += text.length + 1;
        }
        return key;
    }

    /** Times before 1970 and far ahead sort as the first and the last. */
    private static long millis(Instant time) {
        return time.isBefore(LAST) ? Math.max(0, time.toEpochMilli()) : LAST.toEpochMilli();
    }
}
