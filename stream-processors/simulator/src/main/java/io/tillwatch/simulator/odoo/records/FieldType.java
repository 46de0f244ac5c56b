package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Locale;

/** The types of Odoo's fields that the stand-in serves. */
enum FieldType {
    INTEGER,
    FLOAT,
    MONETARY,
    CHAR,
    SELECTION,
    BOOLEAN,
    DATE,
    DATETIME,
    MANY2ONE,
    ONE2MANY,
    MANY2MANY;

    private static final JsonNode ZERO = DoubleNode.valueOf(0);
    private static final JsonNode NONE = JsonNodeFactory.instance.arrayNode(0);

    static FieldType named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String odooName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean many() {
        return this == ONE2MANY || this == MANY2MANY;
    }

    boolean fraction() {
        return this == FLOAT || this == MONETARY;
    }

    boolean number() {
        return fraction() || this == INTEGER;
    }

    /** What Odoo answers for a field that nobody set: numbers are zero, lists empty, all else is {@code false}. */
    JsonNode unset() {
        return switch (this) {
            case INTEGER -> IntNode.valueOf(0);
            case FLOAT, MONETARY -> ZERO;
            case ONE2MANY, MANY2MANY -> NONE;
            default -> BooleanNode.FALSE;
        };
    }
}
