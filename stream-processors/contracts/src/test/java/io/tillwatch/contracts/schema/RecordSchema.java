package io.tillwatch.contracts.schema;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Derives a JSON Schema from a record. Written here and not taken from a library: what is required stands in type-use
 * annotations, decimals travel as text, and the schemas must not change shape when a library does.
 */
final class RecordSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DECIMAL = "^-?[0-9]+(\\.[0-9]+)?$";

    /** Nested records by name: sorted, so that the file is stable. */
    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    private RecordSchema() {}

    static ObjectNode of(String id, Class<?> type) {
        RecordSchema generator = new RecordSchema();
        ObjectNode body = generator.object(type);
        ObjectNode schema = NODES.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:tillwatch:" + id);
        schema.put("title", type.getSimpleName());
        schema.setAll(body);
        if (!generator.definitions.isEmpty()) {
            ObjectNode definitions = schema.putObject("$defs");
            generator.definitions.forEach(definitions::set);
        }
        return schema;
    }

    static boolean required(RecordComponent component) {
        return component.getType().isPrimitive() || !(nullable(component) || defaultsToEmpty(component));
    }

    /** The name under which a component travels. */
    static String nameOf(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null || renamed.value().isEmpty() ? component.getName() : renamed.value();
    }

    private static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean defaultsToEmpty(RecordComponent component) {
        JsonSetter setter = component.getAccessor().getAnnotation(JsonSetter.class);
        return setter != null && setter.nulls() == Nulls.AS_EMPTY;
    }

    private ObjectNode object(Class<?> type) {
        ObjectNode schema = NODES.objectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = NODES.arrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = component(component);
            properties.set(nameOf(component), required(component) ? property : orNull(property));
            if (required(component)) {
                required.add(nameOf(component));
            }
        }
        schema.set("required", required);
        return schema;
    }

    private ObjectNode component(RecordComponent component) {
        JsonFormat format = component.getAccessor().getAnnotation(JsonFormat.class);
        boolean text = format != null && format.shape() == JsonFormat.Shape.STRING;
        return text && component.getType() == BigDecimal.class
                ? simple("string").put("pattern", DECIMAL)
                : type(component.getGenericType());
    }

    private ObjectNode type(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return container(parameterized);
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no schema for " + type);
        }
        if (plain.isRecord()) {
            return reference(plain);
        }
        if (plain.isEnum()) {
            return enumeration(plain);
        }
        return scalar(plain);
    }

    private ObjectNode container(ParameterizedType type) {
        if (type.getRawType() == List.class) {
            ObjectNode array = simple("array");
            array.set("items", type(type.getActualTypeArguments()[0]));
            return array;
        }
        if (type.getRawType() == Map.class && type.getActualTypeArguments()[0] == String.class) {
            ObjectNode map = simple("object");
            map.set("additionalProperties", type(type.getActualTypeArguments()[1]));
            return map;
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private ObjectNode reference(Class<?> type) {
        if (!definitions.containsKey(type.getSimpleName())) {
            definitions.put(type.getSimpleName(), NODES.objectNode());
            definitions.put(type.getSimpleName(), object(type));
        }
        return NODES.objectNode().put("$ref", "#/$defs/" + type.getSimpleName());
    }

    private static ObjectNode enumeration(Class<?> type) {
        ObjectNode schema = simple("string");
        ArrayNode values = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            values.add(spelled(type, ((Enum<?>) constant).name()));
        }
        return schema;
    }

    private static String spelled(Class<?> type, String constant) {
        try {
            JsonProperty renamed = type.getField(constant).getAnnotation(JsonProperty.class);
            return renamed == null ? constant : renamed.value();
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(type + " has lost its constant " + constant, e);
        }
    }

    private static ObjectNode scalar(Class<?> type) {
        if (type == String.class) {
            return simple("string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return simple("boolean");
        }
        if (type == int.class || type == Integer.class) {
            return simple("integer").put("format", "int32");
        }
        if (type == long.class || type == Long.class) {
            return simple("integer").put("format", "int64");
        }
        if (type == double.class || type == Double.class || type == BigDecimal.class) {
            return simple("number");
        }
        if (type == Instant.class) {
            return simple("string").put("format", "date-time");
        }
        if (type == LocalDate.class) {
            return simple("string").put("format", "date");
        }
        if (type == ObjectNode.class) {
            return simple("object");
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private static ObjectNode simple(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static ObjectNode orNull(ObjectNode schema) {
        JsonNode type = schema.get("type");
        if (type == null) {
            ObjectNode either = NODES.objectNode();
            either.putArray("anyOf").add(schema).add(simple("null"));
            return either;
        }
        ArrayNode types = NODES.arrayNode().add(type).add("null");
        if (schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
        schema.set("type", types);
        return schema;
    }
}
