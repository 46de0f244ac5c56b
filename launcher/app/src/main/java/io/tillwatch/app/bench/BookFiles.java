package io.tillwatch.app.bench;

import java.nio.file.Path;

/**
 * The files of one measurement and what is wrong in them.
 *
 * @param truth every planted break, {@code KIND,key} a line: the ticket, or the id of an order or a session
 * @param badLines how many lines cannot be read, in both big files together
 */
record BookFiles(Path directory, Path sales, Path orders, Path truth, int badLines) {
    static BookFiles in(Path directory, int badLines) {
        return new BookFiles(
                directory,
                directory.resolve("sales.csv"),
                directory.resolve("pos_order.csv"),
                directory.resolve("truth.csv"),
                badLines);
    }
}
