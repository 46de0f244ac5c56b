package io.tillwatch.simulator.retailfile;

import io.tillwatch.contracts.event.Event;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the "Online Retail" file once, front to back, and hands out one canonical event after the other.
 *
 * <p>An invoice becomes one sale, or one return when it is a cancellation; its write-offs and finds become a stock
 * adjustment each. Postage, fees and vouchers stay on the receipt without stock. A product number is written in
 * capitals, since the file has one product in both cases. The file knows no tax: amounts are as invoiced, tax is zero.
 *
 * <p>Ids are made of the invoice number: whoever reads the file twice, or a part of it, gets the same ids. An invoice
 * whose number comes back long after it ended becomes a further document with an id of its own.
 *
 * <p>One line of text is one line of the file: a quoted line break makes two rejected lines.
 */
public final class RetailFile {
    /** The emitter of all events. */
    public static final String SOURCE = "/ecommerce/online-retail";

    /** Where the goods leave and come back. */
    public static final String LOCATION = "dc-1";

    public static final String CURRENCY = "GBP";

    private static final int PROGRESS_EVERY = 5_000;

    private RetailFile() {}

    /** As {@link #read(Path, Consumer, Consumer)}, without progress. */
    public static RetailTotals read(Path file, Consumer<Event<?>> sink) {
        return read(file, sink, progress -> {});
    }

    /**
     * Reads all of it. A line that cannot be understood is reported in the totals and stops nothing.
     *
     * @param file the CSV, gzipped or plain
     * @param sink gets the events in order of the file, on the caller's thread; what it throws ends the reading
     * @param progress called every few thousand lines and at the end, on the caller's thread
     * @throws UncheckedIOException when the file is missing, damaged, or has not the file's columns; the message says
     *     which, for people
     */
    public static RetailTotals read(Path file, Consumer<Event<?>> sink, Consumer<ReadProgress> progress) {
        if (!Files.isRegularFile(file)) {
            throw unreadable(file, "there is no such file", null);
        }
        Count count = new Count();
        try (CountedSource source = CountedSource.open(file)) {
            read(file, source, new OpenInvoices(count, sink), count, progress);
        } catch (EOFException | ZipException e) {
            throw unreadable(file, "it is damaged or cut off behind line " + (count.lines() + 1), e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
        return count.totals();
    }

    private static void read(
            Path file, CountedSource source, OpenInvoices invoices, Count count, Consumer<ReadProgress> progress)
            throws IOException {
        BufferedReader text = source.text();
        String header = text.readLine();
        Lines lines = Lines.under(header == null ? "" : header);
        if (lines == null) {
            throw unreadable(file, "its first line does not name the columns " + Lines.COLUMNS, null);
        }
        long number = 1;
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            count.line();
            try {
                invoices.take(lines.parse(number, line));
            } catch (Lines.NotALine e) {
                count.rejected(new RejectedLine(number, e.reason()));
            }
            if (count.lines() % PROGRESS_EVERY == 0) {
                progress.accept(new ReadProgress(count.lines(), source.bytesRead(), source.bytes()));
            }
        }
        invoices.closeAll();
        progress.accept(new ReadProgress(count.lines(), source.bytes(), source.bytes()));
    }

    private static UncheckedIOException unreadable(Path file, String why, @Nullable IOException cause) {
        String message = "cannot read the sales file " + file + ": " + why;
        return new UncheckedIOException(message, cause == null ? new IOException(message) : cause);
    }
}
