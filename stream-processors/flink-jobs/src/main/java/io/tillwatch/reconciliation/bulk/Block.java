package io.tillwatch.reconciliation.bulk;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What travels from the source to the sieve: many packed rows of one kind in one array, or one line that could not be
 * read. An array needs no serializer of ours, and a row costs no object.
 */
final class Block {
    /** As many rows as fit beside the header. */
    static final int ROWS = 1024;

    private static final int HEADER = 8;
    private static final int BAD = -1;

    private Block() {}

    static byte[] empty() {
        return new byte[HEADER + ROWS * PackedRow.SIZE];
    }

    static int row(int index) {
        return HEADER + index * PackedRow.SIZE;
    }

    /** Closes a block; only its last is not full. */
    static byte[] closed(byte[] block, FileKind kind, int rows) {
        byte[] closed = rows == ROWS ? block : Arrays.copyOf(block, row(rows));
        PackedRow.putInt(closed, 0, kind.code());
        PackedRow.putInt(closed, 4, rows);
        return closed;
    }

    /** @param json the quarantined line as it is told */
    static byte[] bad(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        byte[] block = new byte[HEADER + text.length];
        PackedRow.putInt(block, 0, BAD);
        System.arraycopy(text, 0, block, HEADER, text.length);
        return block;
    }

    static boolean isBad(byte[] block) {
        return PackedRow.getInt(block, 0) == BAD;
    }

    static String text(byte[] block) {
        return new String(block, HEADER, block.length - HEADER, StandardCharsets.UTF_8);
    }

    static FileKind kind(byte[] block) {
        return FileKind.of(PackedRow.getInt(block, 0));
    }

    static int rows(byte[] block) {
        return PackedRow.getInt(block, 4);
    }
}
