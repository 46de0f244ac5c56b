package io.tillwatch.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.reconciliation.SalesExtract.UnreadLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a sales file. */
final class SalesLines {
    private static final int LONGEST_KEPT = 2_000;
    private static final int LONGEST_AMOUNT = 15;

    private SalesLines() {}

    static SalesExtract read(Path file) throws IOException {
        List<Sale> sales = new ArrayList<>();
        List<UnreadLine> unread = new ArrayList<>();
        try (InputStream in = open(file)) {
            int number = 0;
            for (byte[] line = next(in); line != null; line = next(in)) {
                number++;
                take(number, line, sales, unread);
            }
        }
        return new SalesExtract(sales, unread);
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        boolean zipped = String.valueOf(file.getFileName()).endsWith(".gz");
        return new BufferedInputStream(zipped ? new GZIPInputStream(in) : in, 1 << 16);
    }

    /** Bytes up to the end of the line; a line that is no text must not end the reading of the others. */
    private static byte @Nullable [] next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = in.read();
        }
        return line.toByteArray();
    }

    private static void take(int number, byte[] bytes, List<Sale> sales, List<UnreadLine> unread) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (number == 1 && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (text.isBlank()) {
            return;
        }
        String problem;
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            sales.add(sale(Json.mapper().readTree(text)));
            return;
        } catch (CharacterCodingException e) {
            problem = "is not UTF-8 text: write the file as UTF-8";
        } catch (JsonEOFException e) {
            problem = "is cut off: write the whole object on one line";
        } catch (JsonProcessingException e) {
            problem = "is not JSON: one object a line";
        } catch (IllegalArgumentException e) {
            problem = String.valueOf(e.getMessage());
        }
        unread.add(new UnreadLine(number, text.substring(0, Math.min(text.length(), LONGEST_KEPT)), problem));
    }

    private static Sale sale(JsonNode row) {
        if (!row.isObject()) {
            throw new IllegalArgumentException("is no JSON object: one object a line");
        }
        String currency = required(row, "currency");
        String order = text(row, "external_ref");
        BigDecimal tax = number(row, "amount_tax");
        BigDecimal total = number(row, "amount_total");
        if (total == null) {
            throw new IllegalArgumentException("amount_total is missing");
        }
        return new Sale(
                required(row, "source_id"),
                required(row, "channel"),
                text(row, "store"),
                order == null ? text(row, "session_id") : null,
                text(row, "uuid"),
                text(row, "ticket"),
                order,
                instant(required(row, "ts_utc")),
                money(total, currency),
                tax == null ? null : money(tax, currency),
                text(row, "method"),
                quantities(row.path("lines")));
    }

    private static Money money(BigDecimal amount, String currency) {
        try {
            return Money.of(amount, currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "currency is not one that ISO 4217 knows: such as EUR, in capital letters", e);
        }
    }

    private static Map<String, BigDecimal> quantities(JsonNode lines) {
        Map<String, BigDecimal> quantities = new HashMap<>();
        for (JsonNode line : lines) {
            String sku = text(line, "sku");
            BigDecimal quantity = number(line, "qty");
            if (sku == null || quantity == null) {
                return Map.of();
            }
            quantities.merge(sku, quantity, BigDecimal::add);
        }
        return quantities;
    }

    private static Instant instant(String text) {
        try {
            String iso = text.strip().replace(' ', 'T');
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
            return zoned
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("ts_utc is not a time such as 2026-03-10 08:15:00", e);
        }
    }

    private static String required(JsonNode row, String field) {
        String value = text(row, field);
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    /** Null for what is not there or empty: an empty uuid or ticket is no key. */
    private static @Nullable String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        boolean nothing = !value.isValueNode()
                || value.isNull()
                || value.isBoolean()
                || value.asText().isBlank();
        return nothing ? null : value.asText().strip();
    }

    private static @Nullable BigDecimal number(JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (value.isMissingNode() || value.isNull() || value.asText().isBlank()) {
            return null;
        }
        try {
            BigDecimal number = value.isNumber()
                    ? value.decimalValue()
                    : new BigDecimal(value.asText().strip());
            // 1e999999999 is a number as well; nothing that is sold is.
            if ((long) number.precision() - number.scale() > LONGEST_AMOUNT) {
                throw new IllegalArgumentException(field + " is too large for an amount");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(field + " is no number", e);
        }
    }
}
