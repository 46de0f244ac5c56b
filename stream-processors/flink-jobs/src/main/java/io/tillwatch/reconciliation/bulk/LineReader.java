package io.tillwatch.reconciliation.bulk;

import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataInputStream;

/** Reads lines of one file again: those at given positions, or all of them. Not thread-safe. */
final class LineReader implements Closeable {
    private static final int AHEAD = 64 << 10;
    private static final int LONGEST_LINE = 1 << 20;

    private final FSDataInputStream in;
    private final CsvLines lines;
    private final Columns columns;

    private LineReader(FSDataInputStream in, CsvLines lines, Columns columns) {
        this.in = in;
        this.lines = lines;
        this.columns = columns;
    }

    static LineReader all(BulkFiles.File file) throws IOException {
        return open(file, LONGEST_LINE);
    }

    static LineReader some(BulkFiles.File file) throws IOException {
        return open(file, AHEAD);
    }

    private static LineReader open(BulkFiles.File file, int longest) throws IOException {
        FSDataInputStream in = file.open();
        CsvLines lines = new CsvLines(in, 0, longest);
        return new LineReader(in, lines, Columns.read(lines, file.kind(), file.name()));
    }

    Columns columns() {
        return columns;
    }

    /** The next line that can be read; its number of fields is that of the first line. False at the end. */
    boolean next() throws IOException {
        while (lines.next()) {
            if (!lines.isTooLong() && lines.fields() == columns.count()) {
                return true;
            }
        }
        return false;
    }

    /** The line that begins there. */
    CsvLines at(long offset) throws IOException {
        if (!lines.jumpInside(offset)) {
            in.seek(offset);
            lines.jumped(offset);
        }
        if (!lines.next()) {
            throw new IOException("a file became shorter while it was read");
        }
        return lines;
    }

    CsvLines line() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
