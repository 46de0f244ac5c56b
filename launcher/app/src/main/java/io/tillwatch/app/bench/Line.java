package io.tillwatch.app.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes CSV without making a text of each line. Not thread-safe. */
final class Line implements Closeable {
    private static final int BUFFER = 1 << 18;
    private static final int LONGEST = 1024;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];
    private int at;

    Line(OutputStream out) {
        this.out = out;
    }

    Line text(String text) {
        for (int i = 0; i < text.length(); i++) {
            buffer[at++] = (byte) text.charAt(i);
        }
        return comma();
    }

    Line number(long number) {
        digits(number, 1);
        return comma();
    }

    /** Cents with a point. */
    Line amount(long cents) {
        long positive = Math.abs(cents);
        if (cents < 0) {
            buffer[at++] = '-';
        }
        digits(positive / 100, 1);
        buffer[at++] = '.';
        digits(positive % 100, 2);
        return comma();
    }

    Line uuid(long high, long low) {
        hex(high >>> 32, 8);
        buffer[at++] = '-';
        hex(high >>> 16, 4);
        buffer[at++] = '-';
        hex(high, 4);
        buffer[at++] = '-';
        hex(low >>> 48, 4);
        buffer[at++] = '-';
        hex(low, 12);
        return comma();
    }

    /** A word, and a number with leading zeros behind it. */
    Line numbered(String word, long number, int width) {
        word(word);
        digits(number, width);
        return comma();
    }

    /** The name of a session, such as {@code Store 017/00042}. */
    Line session(long session) {
        word("Store ");
        digits(session % 500, 3);
        buffer[at++] = '/';
        digits(session, 6);
        return comma();
    }

    /** A time of the one day that all is about. */
    Line time(String day, long second) {
        word(day);
        buffer[at++] = ' ';
        digits(second / 3600, 2);
        buffer[at++] = ':';
        digits(second / 60 % 60, 2);
        buffer[at++] = ':';
        digits(second % 60, 2);
        return comma();
    }

    Line nothing() {
        return comma();
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            buffer[at++] = (byte) word.charAt(i);
        }
    }

    private Line comma() {
        buffer[at++] = ',';
        return this;
    }

    void end() throws IOException {
        buffer[at - 1] = '\n';
        if (at > BUFFER - LONGEST) {
            out.write(buffer, 0, at);
            at = 0;
        }
    }

    private void digits(long number, int width) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        digits = Math.max(digits, width);
        long rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            buffer[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        at += digits;
    }

    private void hex(long value, int digits) {
        for (int i = digits - 1; i >= 0; i--) {
            buffer[at++] = HEX[(int) (value >>> (4 * i)) & 15];
        }
    }

    @Override
    public void close() throws IOException {
        out.write(buffer, 0, at);
        out.close();
    }
}
