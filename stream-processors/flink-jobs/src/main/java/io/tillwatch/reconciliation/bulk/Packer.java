package io.tillwatch.reconciliation.bulk;

import org.jspecify.annotations.Nullable;

/** Checks lines of one kind and packs them. */
interface Packer {
    /**
     * Writes all but the position.
     *
     * @return why the line cannot be read, without its content; null when it was packed
     */
    @Nullable
    String pack(CsvLines line, byte[] rows, int at);

    /** What the lines that were packed came to beside their rows. */
    Sums sums();

    static Packer of(FileKind kind, Columns columns) {
        return switch (kind) {
            case SALES, ORDERS -> new RowPacker(kind, columns);
            case SESSIONS, ENTRIES, LINES -> new BookPacker(kind, columns);
            case SUMS -> throw new IllegalArgumentException("there is no file of sums");
        };
    }
}
