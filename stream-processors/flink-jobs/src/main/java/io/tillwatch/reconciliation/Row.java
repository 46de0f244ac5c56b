package io.tillwatch.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.odoo.OdooTime;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an Odoo row. {@code false} stands for null in every type but boolean; datetimes are naive UTC; a
 * many2one is {@code [id, name]} or an id.
 */
final class Row {
    private final ObjectNode fields;

    Row(ObjectNode fields) {
        this.fields = fields;
    }

    long id() {
        return fields.path("id").asLong();
    }

    @Nullable
    String text(String field) {
        JsonNode value = fields.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    boolean flag(String field) {
        return fields.path(field).asBoolean(false);
    }

    BigDecimal number(String field) {
        JsonNode value = fields.path(field);
        return value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
    }

    @Nullable
    Ref ref(String field) {
        JsonNode value = fields.path(field);
        if (value.isIntegralNumber()) {
            return new Ref(value.longValue(), null);
        }
        if (value.isArray() && value.size() == 2 && value.get(0).isIntegralNumber()) {
            return new Ref(value.get(0).longValue(), value.get(1).asText());
        }
        return null;
    }

    List<Long> ids(String field) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode id : fields.path(field)) {
            if (id.isIntegralNumber()) {
                ids.add(id.longValue());
            }
        }
        return ids;
    }

    boolean has(String field) {
        return fields.has(field);
    }

    @Nullable
    Instant instant(String field) {
        String value = text(field);
        if (value == null) {
            return null;
        }
        try {
            return OdooTime.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("field " + field + " is not a datetime of Odoo", e);
        }
    }

    @Nullable
    LocalDate date(String field) {
        String value = text(field);
        try {
            return value == null ? null : LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("field " + field + " is not a date of Odoo", e);
        }
    }
}
