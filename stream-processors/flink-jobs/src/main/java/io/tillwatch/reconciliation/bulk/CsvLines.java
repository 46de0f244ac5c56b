package io.tillwatch.reconciliation.bulk;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of a CSV file as byte ranges, eight bytes looked at a time, nothing made of them. Fields may be quoted; a quoted
 * field holds no line break. What a line gave is valid until the next one. Not thread-safe.
 */
final class CsvLines implements Closeable {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST_FIELDS = 256;
    private static final int SLACK = 64;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long COMMAS = ONES * ',';
    private static final long BREAKS = ONES * '\n';
    private static final long QUOTES = ONES * '"';

    private final InputStream in;
    private final byte[] buffer;
    private final int[] starts = new int[MOST_FIELDS + 1];
    private final int[] ends = new int[MOST_FIELDS + 1];
    private byte[] bytes;
    private int next;
    private int limit;
    private long base;
    private boolean ended;
    private int lineStart;
    private int lineEnd;
    private int fields;
    private boolean quoted;
    private boolean tooLong;
    private long number;

    /**
     * @param base where in its file the stream stands
     * @param longest a line that is longer cannot be read
     */
    CsvLines(InputStream in, long base, int longest) {
        this.in = in;
        this.base = base;
        this.buffer = new byte[longest + SLACK];
        this.bytes = buffer;
    }

    /** False at the end. Empty lines are passed over. */
    boolean next() throws IOException {
        do {
            if (!scan()) {
                return false;
            }
            number++;
        } while (lineEnd == lineStart);
        bytes = buffer;
        if (quoted) {
            unquote();
        }
        return true;
    }

    /** Finds the end of the line and its commas. */
    private boolean scan() throws IOException {
        tooLong = false;
        if (next >= limit && !fill()) {
            return false;
        }
        boolean last = false;
        while (true) {
            int at = next;
            int count = 0;
            boolean sawQuote = false;
            starts[0] = at;
            for (; at < limit; at += Long.BYTES) {
                long word = (long) WORD.get(buffer, at);
                long found = zeros(word ^ COMMAS) | zeros(word ^ BREAKS) | zeros(word ^ QUOTES);
                while (found != 0) {
                    int index = at + (Long.numberOfTrailingZeros(found) >>> 3);
                    found &= found - 1;
                    if (index >= limit) {
                        break;
                    }
                    byte c = buffer[index];
                    if (c == ',') {
                        ends[count] = index;
                        count = Math.min(count + 1, MOST_FIELDS);
                        starts[count] = index + 1;
                    } else if (c == '\n') {
                        line(next, index, count, sawQuote);
                        next = index + 1;
                        return true;
                    } else if (c == '"') {
                        sawQuote = true;
                    }
                }
            }
            if (last) {
                line(next, limit, count, sawQuote);
                next = limit;
                tooLong = !ended;
                if (tooLong) {
                    skipLine();
                }
                return true;
            }
            // Reading on moves what was found: it is looked for again.
            last = !fill();
        }
    }

    /** High bit of each byte that is zero; behind the first such byte there may be more. */
    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }

    private void line(int start, int end, int count, boolean sawQuote) {
        lineStart = start;
        lineEnd = end > start && buffer[end - 1] == '\r' ? end - 1 : end;
        ends[count] = lineEnd;
        fields = count + 1;
        quoted = sawQuote;
    }

    /** False when nothing more comes or no room is left. */
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        int kept = limit - next;
        System.arraycopy(buffer, next, buffer, 0, kept);
        base += next;
        next = 0;
        limit = kept;
        int room = buffer.length - SLACK - limit;
        if (room == 0) {
            return false;
        }
        int read = in.read(buffer, limit, room);
        ended = read < 0;
        limit += Math.max(0, read);
        return read > 0;
    }

    private void skipLine() throws IOException {
        next = limit;
        while (fill()) {
            for (; next < limit; next++) {
                if (buffer[next] == '\n') {
                    next++;
                    return;
                }
            }
        }
    }

    /** Writes the fields without their quotes elsewhere, one after the other. */
    private void unquote() {
        byte[] plain = new byte[lineEnd - lineStart + SLACK];
        int to = 0;
        int count = 0;
        boolean inside = false;
        starts[0] = 0;
        for (int from = lineStart; from < lineEnd; from++) {
            byte c = buffer[from];
            if (c == '"') {
                boolean doubled = inside && from + 1 < lineEnd && buffer[from + 1] == '"';
                if (doubled) {
                    plain[to++] = c;
                    from++;
                } else {
                    inside = !inside;
                }
            } else if (c == ',' && !inside) {
                ends[count] = to;
                count = Math.min(count + 1, MOST_FIELDS);
                starts[count] = to;
            } else {
                plain[to++] = c;
            }
        }
        ends[count] = to;
        fields = count + 1;
        bytes = plain;
    }

    /** What {@link #start} and {@link #end} point into. */
    byte[] bytes() {
        return bytes;
    }

    int fields() {
        return fields;
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    boolean isTooLong() {
        return tooLong;
    }

    /** The field as text. */
    String text(int field) {
        return new String(bytes, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8);
    }

    /** The line as it stands in the file. */
    String line() {
        return new String(buffer, lineStart, lineEnd - lineStart, StandardCharsets.UTF_8);
    }

    /** Number of the line in its file, from 1 on, when it was read from its beginning. */
    long number() {
        return number;
    }

    /** Where the line begins in its file. */
    long offset() {
        return base + lineStart;
    }

    /** Forgets what was read ahead: the stream now stands elsewhere. */
    void jumped(long offset) {
        base = offset;
        next = 0;
        limit = 0;
        ended = false;
        Arrays.fill(buffer, 0, SLACK, (byte) 0);
    }

    /** Whether the position stands in what was read ahead; if so, the next line is the one there. */
    boolean jumpInside(long offset) {
        boolean inside = offset >= base && offset < base + limit;
        if (inside) {
            next = (int) (offset - base);
        }
        return inside;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
