package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** Writes JSON as python prints the value that it makes of it, for Odoo's messages. */
final class PyText {
    private PyText() {}

    static String of(JsonNode value) {
        if (value.isTextual()) {
            return "'" + value.textValue().replace("\\", "\\\\").replace("'", "\\'") + "'";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        if (value.isNull() || value.isMissingNode()) {
            return "None";
        }
        if (value.isArray()) {
            return joined(value, "[", "]");
        }
        return value.toString();
    }

    /** A condition of a domain. */
    static String tuple(JsonNode values) {
        return joined(values, "(", ")");
    }

    private static String joined(JsonNode values, String open, String close) {
        StringJoiner text = new StringJoiner(", ", open, close);
        values.forEach(value -> text.add(of(value)));
        return text.toString();
    }
}
