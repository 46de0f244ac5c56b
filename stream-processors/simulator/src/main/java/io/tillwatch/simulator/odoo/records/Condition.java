package io.tillwatch.simulator.odoo.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.function.Predicate;

/** One condition of a domain: a field or a dotted path of fields, an operator and a value. */
final class Condition {
    private static final Set<String> OPERATORS = Set.of(
            "=",
            "!=",
            "<>",
            "<",
            "<=",
            ">",
            ">=",
            "in",
            "not in",
            "like",
            "not like",
            "ilike",
            "not ilike",
            "=like",
            "=ilike",
            "=?");

    private final Database database;
    private final JsonNode written;
    private final String operator;
    private final JsonNode value;

    private Condition(Database database, JsonNode written) {
        this.database = database;
        this.written = written;
        this.operator = written.get(1).asText();
        this.value = written.get(2);
    }

    static Predicate<Row> of(Database database, Model model, JsonNode written) {
        Condition condition = new Condition(database, written);
        if (!OPERATORS.contains(condition.operator)) {
            throw OdooError.value("Invalid operator in condition " + PyText.tuple(written));
        }
        return condition.along(model, written.get(0).asText());
    }

    private Predicate<Row> along(Model model, String path) {
        int dot = path.indexOf('.');
        Field field = model.find(dot < 0 ? path : path.substring(0, dot));
        if (field == null) {
            throw unknown(model);
        }
        if (dot < 0) {
            return on(field);
        }
        Table target = field.relation() == null ? null : database.find(field.relation());
        if (target == null) {
            throw unknown(model);
        }
        Predicate<Row> rest = along(target.model(), path.substring(dot + 1));
        return row -> anyOf(row.cell(field), id -> {
            Row referred = target.find(id.asLong());
            return referred != null && rest.test(referred);
        });
    }

    private OdooError unknown(Model model) {
        String path = written.get(0).asText();
        return OdooError.value("Invalid field " + model + "." + path + " in condition " + PyText.tuple(written));
    }

    private Predicate<Row> on(Field field) {
        Predicate<JsonNode> test = test(field);
        return row -> test.test(row.cell(field));
    }

    private Predicate<JsonNode> test(Field field) {
        return switch (operator) {
            case "=" -> value.isArray() ? in(field) : equal(field, value);
            case "!=", "<>" -> (value.isArray() ? in(field) : equal(field, value)).negate();
            case "=?" -> Cells.unset(value) ? cell -> true : equal(field, value);
            case "in" -> in(field);
            case "not in" -> in(field).negate();
            case "<" -> compared(field, sign -> sign < 0);
            case "<=" -> compared(field, sign -> sign <= 0);
            case ">" -> compared(field, sign -> sign > 0);
            case ">=" -> compared(field, sign -> sign >= 0);
            default -> like(field);
        };
    }

    private Predicate<JsonNode> in(Field field) {
        if (!value.isArray()) {
            return equal(field, value);
        }
        if (field.type().number()
                || field.type() == FieldType.MANY2ONE
                || field.type().many()) {
            IdSet ids = IdSet.of(value);
            if (ids != null) {
                return cell -> anyOf(cell, one -> ids.contains(one.asLong()));
            }
        }
        Predicate<JsonNode> any = cell -> false;
        for (JsonNode one : value) {
            any = any.or(equal(field, one));
        }
        return any;
    }

    private Predicate<JsonNode> equal(Field field, JsonNode wanted) {
        if (Cells.unset(wanted)) {
            return field.type().number() ? cell -> cell.asDouble() == 0 : cell -> Cells.unset(cell);
        }
        if (wanted.isTextual()
                && (field.type() == FieldType.MANY2ONE || field.type().many())) {
            String name = wanted.textValue();
            return cell -> anyOf(
                    cell, id -> database.nameOf(field.relation(), id.asLong()).equals(name));
        }
        JsonNode literal = Cells.literal(field, wanted);
        return cell -> anyOf(cell, one -> Cells.equal(field, one, literal));
    }

    private Predicate<JsonNode> compared(Field field, Predicate<Integer> fits) {
        JsonNode literal = Cells.literal(field, value);
        return cell -> !Cells.unset(cell) && fits.test(Cells.compare(field, cell, literal));
    }

    private Predicate<JsonNode> like(Field field) {
        Predicate<String> pattern = LikePattern.of(operator, value.asText());
        boolean named = field.type() == FieldType.MANY2ONE || field.type().many();
        Predicate<JsonNode> matches = cell -> anyOf(
                cell, one -> pattern.test(named ? database.nameOf(field.relation(), one.asLong()) : one.asText()));
        return operator.startsWith("not") ? matches.negate() : matches;
    }

    /** Of the ids of a list, or of the one value; nothing fits an unset cell. */
    private static boolean anyOf(JsonNode cell, Predicate<JsonNode> test) {
        if (cell.isArray()) {
            for (JsonNode one : cell) {
                if (test.test(one)) {
                    return true;
                }
            }
            return false;
        }
        return !Cells.unset(cell) && test.test(cell);
    }
}
