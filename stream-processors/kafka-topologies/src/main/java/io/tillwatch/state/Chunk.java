package io.tillwatch.state;

import java.util.Arrays;

/**
 * Gathers puts and deletions in the form that RocksDB gives a write batch ({@code db/write_batch.cc}: a header of eight
 * bytes for a sequence number and four for the count, little endian; then a tag and length-prefixed key and value for
 * each), so that a whole chunk crosses into native code once. Not thread-safe.
 */
final class Chunk {
    static final int HEADER = 12;
    static final int NO_VALUE = -1;

    private static final int COUNT_AT = 8;
    private static final byte DELETION = 0;
    private static final byte VALUE = 1;
    private static final int LONGEST_VARINT = 5;

    private byte[] bytes = new byte[64 * 1024];
    private int length = HEADER;
    private int count;

    void put(byte[] key, byte[] value) {
        room(1 + 2 * LONGEST_VARINT + key.length + value.length);
        bytes[length++] = VALUE;
        write(key);
        write(value);
        count++;
    }

    void delete(byte[] key) {
        room(1 + LONGEST_VARINT + key.length);
        bytes[length++] = DELETION;
        write(key);
        count++;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int size() {
        return length;
    }

    int entries() {
        return count;
    }

    /** The packed chunk; the next one begins. */
    byte[] take() {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[COUNT_AT + i] = (byte) (count >>> (8 * i));
        }
        byte[] taken = Arrays.copyOf(bytes, length);
        clear();
        return taken;
    }

    void clear() {
        length = HEADER;
        count = 0;
    }

    /** Sees where each put or deletion stands. */
    @FunctionalInterface
    interface Visitor {
        /** @param valueFrom where the value begins, which ends with the entry; {@link #NO_VALUE} of a deletion */
        void visit(int from, int keyFrom, int keyLength, int valueFrom, int to);
    }

    /** How many puts and deletions a chunk holds. */
    static int entries(byte[] chunk) {
        int entries = 0;
        for (int i = Integer.BYTES - 1; i >= 0; i--) {
            entries = (entries << Byte.SIZE) | (chunk[COUNT_AT + i] & 0xff);
        }
        return entries;
    }

    static void forEach(byte[] chunk, Visitor each) {
        Cursor cursor = new Cursor(chunk, HEADER);
        while (cursor.at < chunk.length) {
            int from = cursor.at;
            boolean put = chunk[cursor.at++] == VALUE;
            int keyLength = cursor.varint();
            int keyFrom = cursor.at;
            cursor.at += keyLength;
            int valueFrom = NO_VALUE;
            if (put) {
                int valueLength = cursor.varint();
                valueFrom = cursor.at;
                cursor.at += valueLength;
            }
            each.visit(from, keyFrom, keyLength, valueFrom, cursor.at);
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    private void write(byte[] part) {
        int rest = part.length;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        System.arraycopy(part, 0, bytes, length, part.length);
        length += part.length;
    }

    private static final class Cursor {
        private final byte[] bytes;
        private int at;

        Cursor(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        int varint() {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }
    }
}
