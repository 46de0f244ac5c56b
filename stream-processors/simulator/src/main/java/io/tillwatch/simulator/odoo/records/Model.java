package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model: its fields in order, what people call it, and how its rows come when nobody asks for an order. Immutable. */
public final class Model {
    /** Every model's first field is its id. */
    static final int ID = 0;

    private final String name;
    private final String title;
    private final String order;
    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final JsonNode[] unset;

    /** @param specs the fields as {@code name:type[:relation]} */
    Model(String name, String title, String order, Iterable<String> specs) {
        this.name = name;
        this.title = title;
        this.order = order;
        for (String spec : specs) {
            String[] parts = spec.split(":", 3);
            FieldType type = FieldType.named(parts[1]);
            fields.put(parts[0], new Field(parts[0], type, parts.length > 2 ? parts[2] : null, fields.size()));
        }
        unset = fields.values().stream().map(field -> field.type().unset()).toArray(JsonNode[]::new);
    }

    public String name() {
        return name;
    }

    /** Such as "Journal Entry" for {@code account.move}. */
    public String title() {
        return title;
    }

    String order() {
        return order;
    }

    Collection<Field> fields() {
        return fields.values();
    }

    /** The cells of a new row. */
    JsonNode[] unset() {
        return unset.clone();
    }

    @Nullable
    Field find(String field) {
        return fields.get(field);
    }

    /** @throws OdooError ValueError as Odoo's read gives it */
    Field field(String field) {
        Field found = fields.get(field);
        if (found == null) {
            throw OdooError.value("Invalid field '" + field + "' on '" + name + "'");
        }
        return found;
    }

    @Override
    public String toString() {
        return name;
    }
}
