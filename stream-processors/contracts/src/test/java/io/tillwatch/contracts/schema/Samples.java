package io.tillwatch.contracts.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes an instance of any record of the catalogue: with everything, or with what it requires only. */
final class Samples {
    private static final Instant MOMENT = Instant.parse("2026-03-29T01:30:00.123Z");

    private final boolean full;

    private Samples(boolean full) {
        this.full = full;
    }

    static Object full(Class<?> type) {
        return new Samples(true).instance(type);
    }

    static Object minimal(Class<?> type) {
        return new Samples(false).instance(type);
    }

    private Object instance(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] signature =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] arguments = Arrays.stream(components).map(this::argument).toArray();
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(signature);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + type, e);
        }
    }

    private @Nullable Object argument(RecordComponent component) {
        if (component.getName().equals("currency")) {
            return "EUR";
        }
        return full || RecordSchema.required(component) ? value(component.getGenericType(), component.getName()) : null;
    }

    private Object value(Type type, String name) {
        if (type instanceof ParameterizedType parameterized) {
            Type[] arguments = parameterized.getActualTypeArguments();
            return parameterized.getRawType() == List.class
                    ? List.of(value(arguments[0], name))
                    : Map.of("some " + name, value(arguments[1], name));
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return instance(plain);
        }
        return plain.isEnum() ? plain.getEnumConstants()[0] : scalar(plain, name);
    }

    private static Object scalar(Class<?> type, String name) {
        Map<Class<?>, Object> values = Map.ofEntries(
                Map.entry(String.class, "a " + name + " \u00e9"),
                Map.entry(boolean.class, true),
                Map.entry(Boolean.class, false),
                Map.entry(int.class, 7),
                Map.entry(Integer.class, 2),
                Map.entry(long.class, 9_007_199_254_740_993L),
                Map.entry(Long.class, 4L),
                Map.entry(double.class, 0.25),
                Map.entry(Double.class, 12.5),
                Map.entry(BigDecimal.class, new BigDecimal("12.125")),
                Map.entry(Instant.class, MOMENT),
                Map.entry(LocalDate.class, LocalDate.of(2026, 3, 29)),
                Map.entry(
                        ObjectNode.class, JsonNodeFactory.instance.objectNode().put("state", "posted")));
        Object value = values.get(type);
        if (value == null) {
            throw new IllegalArgumentException("no sample value of " + type);
        }
        return value;
    }
}
