package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.odoo.OdooException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/** Rows in memory that are searched by {@code write_date} and {@code id}, as Odoo does. */
final class FakeOdoo implements OdooClient {
    final List<String> asked = new ArrayList<>();
    final Set<String> unreadable = new HashSet<>();
    final Map<String, List<String>> fieldsAsked = new TreeMap<>();
    Duration ahead = Duration.ZERO;
    /** Requests that are still answered; then the database is down. */
    int answersLeft = Integer.MAX_VALUE;

    private final Map<String, TreeMap<Long, ObjectNode>> tables = new TreeMap<>();

    /** Writes a row as of a moment such as {@code 10:00:05}. */
    ObjectNode write(String model, long id, String time) {
        ObjectNode row = JsonNodeFactory.instance.objectNode().put("id", id).put("name", model + "/" + id);
        if (!time.isEmpty()) {
            row.put("write_date", "2026-11-23 " + time);
        }
        tables.computeIfAbsent(model, name -> new TreeMap<>()).put(id, row);
        return row;
    }

    void delete(String model, long id) {
        tables.get(model).remove(id);
    }

    @Override
    public List<ObjectNode> searchRead(String model, ArrayNode domain, List<String> fields, String order, int limit) {
        asked.add(model + " " + domain);
        fieldsAsked.put(model, fields);
        if (unreadable.contains(model)) {
            throw new OdooException(Kind.FORBIDDEN, "does not let the user see this: no", null);
        }
        if (answersLeft-- <= 0) {
            throw new OdooException(Kind.OUTAGE, "has trouble with its database", null);
        }
        TreeMap<Long, ObjectNode> table = tables.getOrDefault(model, new TreeMap<>());
        return (order.equals("id desc") ? table.descendingMap() : table)
                .values().stream()
                        .filter(row -> StreamSupport.stream(domain.spliterator(), false)
                                .allMatch(condition -> holds(row, condition)))
                        .limit(limit)
                        .map(ObjectNode::deepCopy)
                        .toList();
    }

    private static boolean holds(ObjectNode row, JsonNode condition) {
        JsonNode cell = row.path(condition.path(0).asText());
        JsonNode value = condition.path(2);
        if (condition.path(1).asText().equals("in")) {
            return StreamSupport.stream(value.spliterator(), false).anyMatch(one -> one.asLong() == cell.asLong());
        }
        boolean unset = cell.isMissingNode() || (cell.isBoolean() && !cell.booleanValue());
        int order = value.isNumber()
                ? Long.compare(cell.asLong(), value.asLong())
                : cell.asText().compareTo(value.asText());
        return switch (condition.path(1).asText()) {
            case "=" -> cell.asText().equals(value.asText());
            case "!=" -> value.isBoolean() ? !unset : !cell.asText().equals(value.asText());
            case "<" -> !unset && order < 0;
            case ">" -> !unset && order > 0;
            case ">=" -> !unset && order >= 0;
            default -> throw new IllegalArgumentException("the test knows no " + condition);
        };
    }

    @Override
    public Set<String> fields(String model) {
        return new TreeSet<>(List.of("id", "name", "state", "write_date"));
    }

    @Override
    public String serverVersion() {
        return "19.0";
    }

    @Override
    public String protocol() {
        return "none";
    }

    @Override
    public Duration clockAhead() {
        return ahead;
    }

    @Override
    public void close() {}
}
