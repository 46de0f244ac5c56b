package io.tillwatch.simulator.retailfile;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvReader.CsvReaderBuilder;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tillwatch.simulator.retailfile.RejectedLine.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands one line of text after the other. Not thread-safe. */
final class Lines {
    static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    /** Also keeps a number such as 1e999999999 from being written out. */
    private static final Pattern PRICE = Pattern.compile("-?\\d{1,12}(\\.\\d{1,12})?");

    private static final int MOST_PIECES = 10_000_000;
    private static final BigDecimal MOST_MINOR = BigDecimal.valueOf(100_000_000_000_000L);

    private final CsvReaderBuilder csv = CsvReader.builder().allowUnclosedQuote(false);
    private final int[] positions;
    private String lastDate = "";
    private LocalDateTime lastAt = LocalDateTime.MIN;

    private Lines(int[] positions) {
        this.positions = positions;
    }

    /** Null when a column is missing. */
    static @Nullable Lines under(String header) {
        List<String> names;
        try {
            names = CsvReader.builder().ofSingleCsvRecord(header).getFields();
        } catch (CsvParseException e) {
            return null;
        }
        boolean complete = names.size() == COLUMNS.size() && names.containsAll(COLUMNS);
        return complete ? new Lines(COLUMNS.stream().mapToInt(names::indexOf).toArray()) : null;
    }

    /** A line that cannot be understood. */
    static final class NotALine extends Exception {
        private static final long serialVersionUID = 1L;
        private final Reason reason;

        private NotALine(Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    FileLine parse(long number, String text) throws NotALine {
        CsvRecord fields = fields(text);
        String invoice = field(fields, 0).strip();
        String code = field(fields, 1).strip();
        require(!invoice.isEmpty(), Reason.NO_INVOICE);
        require(!code.isEmpty(), Reason.NO_STOCK_CODE);
        long quantity = quantity(field(fields, 3).strip());
        BigDecimal price = price(field(fields, 5).strip());
        LocalDateTime at = date(field(fields, 4).strip());
        BigDecimal minor = price.multiply(BigDecimal.valueOf(quantity)).movePointRight(2);
        require(minor.abs().compareTo(MOST_MINOR) < 0, Reason.AMOUNT);
        return new FileLine(
                number,
                invoice,
                code.toUpperCase(Locale.ROOT),
                field(fields, 2).strip(),
                quantity,
                price,
                minor.setScale(0, RoundingMode.HALF_UP).longValueExact(),
                at,
                field(fields, 6).strip());
    }

    private CsvRecord fields(String text) throws NotALine {
        CsvRecord fields;
        try {
            fields = csv.ofSingleCsvRecord(text);
        } catch (CsvParseException e) {
            throw new NotALine(Reason.NOT_CSV);
        }
        require(fields.getFieldCount() == positions.length, Reason.COLUMNS);
        return fields;
    }

    private String field(CsvRecord fields, int column) {
        return fields.getField(positions[column]);
    }

    private static long quantity(String text) throws NotALine {
        try {
            int pieces = Integer.parseInt(text);
            require(pieces != 0 && Math.abs((long) pieces) <= MOST_PIECES, Reason.QUANTITY);
            return pieces;
        } catch (NumberFormatException e) {
            throw new NotALine(Reason.QUANTITY);
        }
    }

    private static BigDecimal price(String text) throws NotALine {
        require(PRICE.matcher(text).matches(), Reason.PRICE);
        return new BigDecimal(text);
    }

    private LocalDateTime date(String text) throws NotALine {
        if (!text.equals(lastDate)) {
            try {
                lastAt = LocalDateTime.parse(text);
                lastDate = text;
            } catch (DateTimeParseException e) {
                throw new NotALine(Reason.DATE);
            }
        }
        return lastAt;
    }

    private static void require(boolean holds, Reason otherwise) throws NotALine {
        if (!holds) {
            throw new NotALine(otherwise);
        }
    }
}
