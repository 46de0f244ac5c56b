package io.tillwatch.console.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillwatch.contracts.json.Json;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON Schemas (2020-12) of record types, as the mapper writes them. Not thread-safe. */
final class Schemas {
    private static final Map<Class<?>, Map<String, Object>> SIMPLE = Map.ofEntries(
            Map.entry(String.class, Map.of("type", "string")),
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(int.class, Map.of("type", "integer")),
            Map.entry(Integer.class, Map.of("type", "integer")),
            Map.entry(long.class, Map.of("type", "integer")),
            Map.entry(Long.class, Map.of("type", "integer")),
            Map.entry(double.class, Map.of("type", "number")),
            Map.entry(Double.class, Map.of("type", "number")),
            Map.entry(BigDecimal.class, Map.of("type", "number")),
            Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
            Map.entry(Duration.class, Map.of("type", "string", "format", "duration")));

    private final Map<String, Object> components = new TreeMap<>();

    /** A reference to the type's schema, which then stands in {@link #components()}. */
    Map<String, Object> ref(Class<?> type) {
        String name = name(type);
        if (!components.containsKey(name)) {
            components.put(name, Map.of());
            components.put(name, type.isEnum() ? enumeration(type) : record(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    Map<String, Object> components() {
        return components;
    }

    private Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = renamed == null ? component.getName() : renamed.value();
            properties.put(name, component(component));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(name);
            }
        }
        return Map.of("type", "object", "properties", properties, "required", required);
    }

    private Map<String, Object> component(RecordComponent component) {
        AnnotatedElement accessor = component.getAccessor();
        JsonFormat format = accessor.getAnnotation(JsonFormat.class);
        if (format != null && format.shape() == JsonFormat.Shape.STRING) {
            return Map.of("type", "string");
        }
        return of(component.getGenericType());
    }

    private Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return generic.getRawType() == Map.class
                    ? Map.of("type", "object", "additionalProperties", of(arguments[1]))
                    : Map.of("type", "array", "items", of(arguments[0]));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("no schema for " + type);
        }
        Map<String, Object> simple = SIMPLE.get(plain);
        if (simple != null) {
            return simple;
        }
        if (!plain.isEnum() && !plain.isRecord()) {
            throw new IllegalStateException("no schema for " + plain);
        }
        return ref(plain);
    }

    private static Map<String, Object> enumeration(Class<?> type) {
        return Map.of(
                "type",
                "string",
                "enum",
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> Json.mapper().convertValue(constant, String.class))
                        .toList());
    }

    private static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null || outer == Replies.class
                ? type.getSimpleName()
                : outer.getSimpleName() + type.getSimpleName();
    }
}
