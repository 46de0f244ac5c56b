package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Pattern;

/** Compares cells with values and with each other. */
final class Cells {
    static final int SECOND = "2026-11-23 04:55:31".length();
    private static final double SAME = 1e-9;
    private static final Pattern DATETIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}([ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)?");
    private static final String MIDNIGHT = "0000-00-00 00:00:00";

    private Cells() {}

    /** Python's None and False, and an empty list. */
    static boolean unset(JsonNode value) {
        return value.isNull()
                || value.isMissingNode()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isArray() && value.isEmpty());
    }

    /** @throws OdooError ValueError when a datetime's field is asked for what is none: Odoo refuses a zone */
    static JsonNode literal(Field field, JsonNode value) {
        if (field.type() != FieldType.DATETIME || !value.isTextual()) {
            return value;
        }
        String text = value.textValue();
        if (!DATETIME.matcher(text).matches()) {
            throw OdooError.value("time data " + PyText.of(value) + " does not match format '%Y-%m-%d %H:%M:%S'");
        }
        String moment = text.replace('T', ' ');
        String filled = moment.length() < SECOND ? moment + MIDNIGHT.substring(moment.length()) : moment;
        return TextNode.valueOf(filled.substring(0, SECOND));
    }

    static boolean equal(Field field, JsonNode cell, JsonNode literal) {
        if (field.type() == FieldType.BOOLEAN) {
            return cell.asBoolean() == literal.asBoolean();
        }
        if (cell.isNumber() && literal.isNumber()) {
            return Math.abs(cell.doubleValue() - literal.doubleValue()) < SAME;
        }
        return compare(field, cell, literal) == 0;
    }

    /** Datetimes by whole second, as Odoo 19 does; the cell is set. */
    static int compare(Field field, JsonNode cell, JsonNode literal) {
        if (cell.isNumber()) {
            return Double.compare(cell.doubleValue(), literal.asDouble());
        }
        String text = cell.asText();
        return (field.type() == FieldType.DATETIME ? second(text) : text).compareTo(literal.asText());
    }

    /** Orders two cells of a field; what is unset comes last, as in PostgreSQL. Datetimes to the microsecond. */
    static int order(Field field, JsonNode left, JsonNode right) {
        if (field.type() == FieldType.BOOLEAN) {
            return Boolean.compare(left.asBoolean(), right.asBoolean());
        }
        if (unset(left) || unset(right)) {
            return Boolean.compare(unset(left), unset(right));
        }
        return left.isNumber()
                ? Double.compare(left.doubleValue(), right.doubleValue())
                : left.asText().compareTo(right.asText());
    }

    static String second(String moment) {
        return moment.length() > SECOND ? moment.substring(0, SECOND) : moment;
    }
}
