package io.tillwatch.contracts.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What in a new schema would break those who hold to the old one. A field may be added when it is optional; what was
 * there stays with its type. An optional field that was required, or a new enum value, is no break for us as reader.
 */
final class Compatibility {
    private final JsonNode oldRoot;
    private final JsonNode newRoot;
    private final List<String> breaks = new ArrayList<>();
    private final Set<String> visited = new TreeSet<>();

    private Compatibility(JsonNode oldRoot, JsonNode newRoot) {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
    }

    static List<String> breaks(JsonNode released, JsonNode current) {
        Compatibility comparison = new Compatibility(released, current);
        comparison.compare(released, current, "$");
        return comparison.breaks;
    }

    private void compare(JsonNode before, JsonNode after, String at) {
        String reference = before.path("$ref").asText();
        if (!reference.isEmpty()
                && !visited.add(reference + " at " + after.path("$ref").asText())) {
            return;
        }
        JsonNode was = resolved(before, oldRoot);
        JsonNode is = resolved(after, newRoot);
        Set<String> lost = types(was);
        lost.removeAll(types(is));
        if (!lost.isEmpty()) {
            breaks.add(at + ": type " + types(was) + " became " + types(is));
            return;
        }
        if (!was.path("format").equals(is.path("format"))
                || !was.path("pattern").equals(is.path("pattern"))) {
            breaks.add(at + ": format or pattern changed");
        }
        compareValues(was, is, at);
        compareFields(was, is, at);
        for (String inner : List.of("items", "additionalProperties")) {
            if (was.has(inner)) {
                compare(was.get(inner), is.path(inner), at + (inner.equals("items") ? "[]" : "{}"));
            }
        }
    }

    private void compareFields(JsonNode was, JsonNode is, String at) {
        was.path("properties").properties().forEach(property -> {
            String field = at + "." + property.getKey();
            JsonNode now = is.path("properties").get(property.getKey());
            if (now == null) {
                breaks.add(field + ": removed");
            } else {
                compare(property.getValue(), now, field);
            }
        });
        Set<String> required = texts(is.path("required"));
        required.removeAll(texts(was.path("required")));
        required.forEach(field -> breaks.add(at + "." + field + ": newly required"));
    }

    private void compareValues(JsonNode was, JsonNode is, String at) {
        Set<String> values = texts(was.path("enum"));
        values.removeAll(texts(is.path("enum")));
        if (is.has("enum") && !values.isEmpty()) {
            breaks.add(at + ": values removed " + values);
        }
        if (is.has("enum") && !was.has("enum")) {
            breaks.add(at + ": values are now limited");
        }
    }

    /** Follows a reference, and looks through {@code anyOf [X, null]}. */
    private static JsonNode resolved(JsonNode schema, JsonNode root) {
        JsonNode reference = schema.get("$ref");
        if (reference != null) {
            return root.at(reference.asText().substring(1));
        }
        return schema.has("anyOf") ? resolved(schema.get("anyOf").get(0), root) : schema;
    }

    private static Set<String> types(JsonNode schema) {
        @Nullable JsonNode type = schema.get("type");
        Set<String> types =
                type == null ? new TreeSet<>() : type.isArray() ? texts(type) : new TreeSet<>(Set.of(type.asText()));
        types.remove("null");
        return types;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
