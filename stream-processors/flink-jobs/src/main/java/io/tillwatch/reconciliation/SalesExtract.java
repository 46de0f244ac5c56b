package io.tillwatch.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.value.Money;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sales as a file of JSON lines, as a retailer hands them in: {@code source_id, channel, store, uuid, ticket, ts_utc,
 * currency, amount_total, amount_tax, method, session_id, lines[sku, qty]} for tills, {@code external_ref} in place of
 * uuid, ticket and session for channels without tills.
 *
 * @param sales the sales that could be read
 * @param problems one line each about what could not
 */
public record SalesExtract(List<Sale> sales, List<String> problems) {
    public SalesExtract {
        sales = List.copyOf(sales);
        problems = List.copyOf(problems);
    }

    /** @throws IOException when the file cannot be read as text */
    public static SalesExtract read(Path file) throws IOException {
        List<Sale> sales = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                try {
                    sales.add(sale(Json.mapper().readTree(line)));
                } catch (JsonProcessingException e) {
                    problems.add("line " + number + " is not JSON");
                } catch (IllegalArgumentException | ArithmeticException e) {
                    problems.add("line " + number + ": " + e.getMessage());
                }
            }
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8 text", e);
        }
        return new SalesExtract(sales, problems);
    }

    private static Sale sale(JsonNode row) {
        String currency = required(row, "currency");
        String order = text(row, "external_ref");
        BigDecimal tax = number(row, "amount_tax");
        BigDecimal total = number(row, "amount_total");
        if (total == null) {
            throw new IllegalArgumentException("amount_total is missing or no number");
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
                Money.of(total, currency),
                tax == null ? null : Money.of(tax, currency),
                text(row, "method"),
                quantities(row.path("lines")));
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
            String iso = text.replace(' ', 'T');
            return iso.endsWith("Z")
                    ? Instant.parse(iso)
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("ts_utc is not a time such as 2026-03-10 08:15:00", e);
        }
    }

    private static String required(JsonNode row, String field) {
        String value = text(row, field);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    private static @Nullable String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    private static @Nullable BigDecimal number(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isNumber() ? new BigDecimal(value.asText()) : null;
    }
}
