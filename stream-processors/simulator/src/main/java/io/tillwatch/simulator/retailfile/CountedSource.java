package io.tillwatch.simulator.retailfile;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file as text, unpacked when it is gzipped, and how many of its bytes were taken. Not thread-safe. */
final class CountedSource implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final int GZIP = 0x8b1f;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final long bytes;
    private final Counted counted;
    private final BufferedReader text;

    private CountedSource(long bytes, Counted counted, BufferedReader text) {
        this.bytes = bytes;
        this.counted = counted;
        this.text = text;
    }

    static CountedSource open(Path file) throws IOException {
        Counted counted = new Counted(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        try {
            boolean gzip = startsLikeGzip(counted);
            if (!gzip && file.toString().endsWith(".gz")) {
                throw new IOException("it is named .gz but is no gzip file");
            }
            InputStream plain = gzip ? new GZIPInputStream(counted, BUFFER) : counted;
            BufferedReader text = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
            skipByteOrderMark(text);
            return new CountedSource(Files.size(file), counted, text);
        } catch (IOException e) {
            counted.close();
            throw e;
        }
    }

    private static boolean startsLikeGzip(Counted in) throws IOException {
        in.mark(2);
        int low = in.read();
        int high = in.read();
        in.reset();
        return low >= 0 && high >= 0 && (high << 8 | low) == GZIP;
    }

    private static void skipByteOrderMark(BufferedReader text) throws IOException {
        text.mark(1);
        int first = text.read();
        if (first != BYTE_ORDER_MARK.charAt(0)) {
            text.reset();
        }
    }

    BufferedReader text() {
        return text;
    }

    /** Size on disk. */
    long bytes() {
        return bytes;
    }

    long bytesRead() {
        return Math.min(bytes, counted.taken);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static final class Counted extends FilterInputStream {
        private long taken;

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            taken += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int some = super.read(into, from, length);
            taken += Math.max(0, some);
            return some;
        }
    }
}
