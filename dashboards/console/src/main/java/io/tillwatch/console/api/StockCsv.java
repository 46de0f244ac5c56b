package io.tillwatch.console.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tillwatch.console.StockSearch;
import io.tillwatch.console.StockSearch.StockPage;
import io.tillwatch.console.StockSearch.StockQuery;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.Explanation;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Positions, as far as the search engine pages, and movements as CSV. */
final class StockCsv {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private StockCsv() {}

    /** @param told how a found position is told */
    static String write(StockSearch search, StockQuery query, UnaryOperator<StockPosition> told) {
        return text(csv -> rows(csv, search, query, told));
    }

    /** The movements that make a number, with what each changes. */
    static String write(Explanation told) {
        return text(csv -> {
            csv.writeRecord(
                    "occurredAt",
                    "arrivedAt",
                    "voidedAt",
                    "source",
                    "eventId",
                    "line",
                    "type",
                    "document",
                    "bucket",
                    "quantity",
                    "effect",
                    "onHandChange",
                    "reservedChange",
                    "inTransitChange",
                    "damagedChange",
                    "bufferChange",
                    "onHandAfter",
                    "inVarianceOf");
            told.movements().forEach(row -> row(csv, row));
        });
    }

    private static void row(CsvWriter csv, Explanation.Row row) {
        Explanation.Change change = row.change();
        csv.writeRecord(
                row.occurredAt().toString(),
                row.arrivedAt().toString(),
                row.voidedAt() == null ? "" : row.voidedAt().toString(),
                safe(row.source()),
                safe(row.eventId()),
                Integer.toString(row.line()),
                safe(row.type()),
                safe(row.document()),
                row.bucket(),
                row.quantity().toPlainString(),
                safe(row.effect()),
                change.onHand().toPlainString(),
                change.reserved().toPlainString(),
                change.inTransit().toPlainString(),
                change.damaged().toPlainString(),
                change.buffer().toPlainString(),
                row.onHandAfter().toPlainString(),
                safe(String.join(" ", row.inVarianceOf())));
    }

    private static String text(Consumer<CsvWriter> rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            rows.accept(csv);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into memory", e);
        }
        return text.toString();
    }

    private static void rows(CsvWriter csv, StockSearch search, StockQuery query, UnaryOperator<StockPosition> told) {
        csv.writeRecord(
                "sku",
                "location",
                "unit",
                "onHand",
                "reserved",
                "inTransit",
                "damaged",
                "buffer",
                "available",
                "availableLow",
                "lowReason",
                "unknownSku",
                "lastEventAt",
                "updatedAt",
                "movements");
        for (int page = 1; page * Params.LARGEST_SIZE <= StockSearch.DEEPEST_ROW; page++) {
            StockPage found = search.search(new StockQuery(
                    query.text(),
                    query.location(),
                    query.below(),
                    query.stale(),
                    page,
                    Params.LARGEST_SIZE,
                    query.silent()));
            found.positions().forEach(position -> row(csv, told.apply(position)));
            if (found.positions().isEmpty() || (long) page * Params.LARGEST_SIZE >= found.total()) {
                break;
            }
        }
    }

    private static void row(CsvWriter csv, StockPosition position) {
        csv.writeRecord(
                safe(position.sku()),
                safe(position.location()),
                safe(position.unit()),
                position.onHand().toPlainString(),
                position.reserved().toPlainString(),
                position.inTransit().toPlainString(),
                position.damaged().toPlainString(),
                position.buffer().toPlainString(),
                position.available().toPlainString(),
                position.availableLow().toPlainString(),
                safe(position.lowReason()),
                Boolean.toString(position.unknownSku()),
                position.lastEventAt().toString(),
                position.updatedAt().toString(),
                Long.toString(position.movements()));
    }

    /** A text that a spreadsheet would run as a formula is quoted: names of goods come from outside. */
    private static String safe(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
