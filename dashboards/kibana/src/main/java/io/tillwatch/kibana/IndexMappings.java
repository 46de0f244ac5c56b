package io.tillwatch.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Fields and their types by index, read from index templates. Immutable. */
final class IndexMappings {
    private static final Set<String> NUMBERS = Set.of(
            "long", "integer", "short", "byte", "double", "float", "half_float", "scaled_float", "unsigned_long");
    private static final Set<String> GROUPABLE = Set.of("keyword", "ip", "boolean", "constant_keyword", "flattened");

    private final Map<String, Map<String, String>> fieldsByIndex;

    private IndexMappings(Map<String, Map<String, String>> fieldsByIndex) {
        this.fieldsByIndex = fieldsByIndex;
    }

    static IndexMappings ofTemplates(Collection<String> templates) {
        Map<String, Map<String, String>> fieldsByIndex = new HashMap<>();
        for (String text : templates) {
            JsonNode template = parse(text);
            Map<String, String> fields = new TreeMap<>();
            collect(template.at("/template/mappings/properties"), "", fields);
            template.path("index_patterns").forEach(pattern -> fieldsByIndex.put(base(pattern.asText()), fields));
        }
        return new IndexMappings(fieldsByIndex);
    }

    /** Whether a template covers what the pattern of a data view names. */
    boolean covers(String pattern) {
        return fieldsByIndex.containsKey(base(pattern));
    }

    /** Type of a field; empty when the index has no such field. */
    String typeOf(String pattern, String field) {
        Map<String, String> fields = fieldsByIndex.getOrDefault(base(pattern), Map.of());
        String type = fields.get(field);
        if (type != null) {
            return type;
        }
        for (int dot = field.lastIndexOf('.'); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
            if ("flattened".equals(fields.get(field.substring(0, dot)))) {
                return "keyword";
            }
        }
        return "";
    }

    static boolean date(String type) {
        return type.equals("date") || type.equals("date_nanos");
    }

    static boolean number(String type) {
        return NUMBERS.contains(type);
    }

    static boolean groupable(String type) {
        return GROUPABLE.contains(type) || number(type);
    }

    private static String base(String pattern) {
        return pattern.replaceAll("[-*]+$", "");
    }

    private static void collect(JsonNode properties, String prefix, Map<String, String> fields) {
        properties.properties().forEach(property -> {
            String name = prefix + property.getKey();
            JsonNode definition = property.getValue();
            if (definition.has("type")) {
                fields.put(name, definition.get("type").asText());
            }
            if (!definition.path("type").asText().equals("nested")) {
                collect(definition.path("properties"), name + ".", fields);
            }
            collect(definition.path("fields"), name + ".", fields);
        });
    }

    private static JsonNode parse(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an index template is not JSON", e);
        }
    }
}
