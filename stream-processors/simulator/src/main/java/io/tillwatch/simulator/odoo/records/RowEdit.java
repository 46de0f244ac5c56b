package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tillwatch.contracts.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets fields of a row in the shapes that Odoo gives them. */
public final class RowEdit {
    private final Row row;

    RowEdit(Row row) {
        this.row = row;
    }

    public Row row() {
        return row;
    }

    /**
     * @param value null, text, boolean, number, {@link Money}, {@link Row} or its id for a many2one, or a list of rows
     *     or ids
     */
    public RowEdit set(String field, @Nullable Object value) {
        Field target = row.model().field(field);
        row.put(target, value == null ? target.type().unset() : cell(target, value));
        return this;
    }

    /** The row was made and written in the transaction that began then. */
    public RowEdit created(String moment) {
        return set("create_date", moment).set("write_date", moment);
    }

    private static JsonNode cell(Field field, Object value) {
        if (value instanceof Money money) {
            return fraction(money.toDecimal().doubleValue());
        }
        if (value instanceof Number number) {
            return field.type().fraction() ? fraction(number.doubleValue()) : whole(number.longValue());
        }
        if (value instanceof Row referred) {
            return whole(referred.id());
        }
        if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        if (value instanceof List<?> many) {
            return list(many);
        }
        return TextNode.valueOf(value.toString());
    }

    private static JsonNode fraction(double number) {
        return number == 0 ? FieldType.FLOAT.unset() : DoubleNode.valueOf(number);
    }

    private static JsonNode whole(long number) {
        return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
    }

    private static JsonNode list(List<?> values) {
        ArrayNode ids = JsonNodeFactory.instance.arrayNode(values.size());
        for (Object value : values) {
            ids.add(value instanceof Row row ? whole(row.id()) : whole(((Number) value).longValue()));
        }
        return ids;
    }
}
