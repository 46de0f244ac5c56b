package io.tillwatch.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.odoo.OdooDocument;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows as Odoo sends them: {@code false} for nothing, naive UTC, decimals that went through a float. */
final class OdooRows {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final BigDecimal TAIL = new BigDecimal("0.0000000000001");

    private final Map<String, Map<Long, ObjectNode>> models = new TreeMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private final boolean names;
    private final int digits;
    private long numbers;

    /** @param names whether a many2one comes as {@code [id, name]} */
    OdooRows(boolean names, int digits) {
        this.names = names;
        this.digits = digits;
    }

    ObjectNode add(String model) {
        return add(model, ids.getOrDefault(model, 0L) + 1 + model.length() % 3);
    }

    ObjectNode add(String model, long id) {
        ids.merge(model, id, Math::max);
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("id", id);
        models.computeIfAbsent(model, m -> new TreeMap<>()).put(id, row);
        return row;
    }

    static long id(ObjectNode row) {
        return row.path("id").asLong();
    }

    /** Any value of a field. */
    void set(ObjectNode row, String field, @Nullable Object value) {
        if (value == null) {
            row.put(field, false);
        } else if (value instanceof String text) {
            row.put(field, text);
        } else if (value instanceof Instant at) {
            row.put(field, TIME.format(at));
        } else if (value instanceof Boolean flag) {
            row.put(field, flag);
        } else if (value instanceof Integer number) {
            row.put(field, number);
        } else if (value instanceof BigDecimal number) {
            row.put(field, number);
        } else if (value instanceof Collection<?> many) {
            var array = row.putArray(field);
            many.forEach(one -> array.add(((Number) one).longValue()));
        } else {
            throw new IllegalArgumentException("no value of Odoo: " + value);
        }
    }

    void one(ObjectNode row, String field, @Nullable Long id, String name) {
        if (id == null) {
            row.put(field, false);
        } else if (names) {
            row.putArray(field).add(id).add(name);
        } else {
            row.put(field, id);
        }
    }

    void amount(ObjectNode row, String field, long minor) {
        BigDecimal exact = BigDecimal.valueOf(minor, digits);
        row.put(field, ++numbers % 7 == 0 ? exact.add(TAIL) : exact);
    }

    ObjectNode get(String model, long id) {
        ObjectNode row = models.getOrDefault(model, Map.of()).get(id);
        if (row == null) {
            throw new IllegalStateException(model + " has no row " + id);
        }
        return row;
    }

    List<ObjectNode> all(String model) {
        return List.copyOf(models.getOrDefault(model, Map.of()).values());
    }

    List<OdooDocument> documents() {
        List<OdooDocument> documents = new ArrayList<>();
        models.forEach((model, rows) -> rows.forEach((id, row) -> {
            JsonNode written = row.path("write_date");
            documents.add(
                    new OdooDocument(model, id, written.isTextual() ? written.asText() : null, Instant.EPOCH, row));
        }));
        return documents;
    }
}
