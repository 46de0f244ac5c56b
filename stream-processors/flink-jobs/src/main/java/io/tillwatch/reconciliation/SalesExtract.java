package io.tillwatch.reconciliation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Sales as a file of JSON lines, as a retailer hands them in: {@code source_id, channel, store, uuid, ticket, ts_utc,
 * currency, amount_total, amount_tax, method, session_id, lines[sku, qty]} for tills, {@code external_ref} in place of
 * uuid, ticket and session for channels without tills. A line that cannot be read is listed and takes no other with it.
 *
 * @param sales the sales that could be read
 * @param unread the lines that could not
 */
public record SalesExtract(List<Sale> sales, List<UnreadLine> unread) {
    public SalesExtract {
        sales = List.copyOf(sales);
        unread = List.copyOf(unread);
    }

    /**
     * A line that is no sale.
     *
     * @param number counted from 1
     * @param text what it says, as far as it is text
     * @param problem what is wrong and what to do
     */
    public record UnreadLine(int number, String text, String problem) {
        String where() {
            return "line " + number;
        }
    }

    /** @throws IOException when the file cannot be read */
    public static SalesExtract read(Path file) throws IOException {
        return SalesLines.read(file);
    }

    /** One line each about what could not be read, with its number. */
    public List<String> problems() {
        return unread.stream().map(line -> line.where() + ": " + line.problem()).toList();
    }
}
