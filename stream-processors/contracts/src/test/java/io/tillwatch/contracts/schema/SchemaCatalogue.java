package io.tillwatch.contracts.schema;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Which record travels under which name: event types by their type, everything else by its topic. */
public final class SchemaCatalogue {
    public static final Path FOLDER = Path.of("src/main/resources/schemas");
    static final Path RELEASED = Path.of("src/test/resources/released/schemas");

    private SchemaCatalogue() {}

    public static Map<String, Class<?>> all() {
        Map<String, Class<?>> records = new LinkedHashMap<>(events());
        records.putAll(watch());
        return records;
    }

    static Class<?> record(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    static Map<String, Class<?>> events() {
        Map<String, Class<?>> records = new LinkedHashMap<>();
        for (EventType type : EventType.values()) {
            records.put(type.typeName(), type.dataClass());
        }
        return records;
    }

    static Map<String, Class<?>> watch() {
        Map<String, Class<?>> records = new LinkedHashMap<>();
        for (Topic<?> topic : Topics.all()) {
            if (topic.value() instanceof JsonSerde<?> json) {
                records.put(topic.name(), json.type());
            }
        }
        return records;
    }
}
