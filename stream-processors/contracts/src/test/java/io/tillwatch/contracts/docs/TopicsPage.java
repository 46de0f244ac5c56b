package io.tillwatch.contracts.docs;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code docs/topics.md}. */
final class TopicsPage {
    private static final String SCHEMAS = "../stream-processors/contracts/src/main/resources/schemas/";

    private TopicsPage() {}

    static String render() {
        StringBuilder page = new StringBuilder("""
                # Topics

                Written from the catalogue (`Topics`, `EventType`) by the tests of `contracts`; do not edit. Partitions and
                retention are defaults: a larger installation sets its own before its first start. Event topics carry
                CloudEvents in binary mode: attributes as `ce_*` headers, the body as JSON. All keys are UTF-8 text.
                `state` topics are compacted, the others are deleted by age.

                | topic | kind | key | partitions | retention | owner | carries |
                |---|---|---|---|---|---|---|
                """);
        for (Topic<?> topic : Topics.all()) {
            page.append("| `%s` | %s | %s | %d | %s | %s | %s |%n"
                    .formatted(
                            topic.name(),
                            AsyncApi.lower(topic.kind()),
                            topic.key().replace("|", "\\|"),
                            topic.partitions(),
                            days(topic.retention()),
                            topic.owner(),
                            carries(topic)));
        }
        page.append("""

                ## Event types

                | type | topic | body |
                |---|---|---|
                """);
        for (EventType type : EventType.values()) {
            page.append("| `%s` | `%s` | [%s](%s%s.json) |%n"
                    .formatted(
                            type.typeName(),
                            type.topicName(),
                            type.dataClass().getSimpleName(),
                            SCHEMAS,
                            type.typeName()));
        }
        return page.toString();
    }

    private static String carries(Topic<?> topic) {
        if (topic.value() instanceof JsonSerde<?> json) {
            return "[%s](%s%s.json)".formatted(json.type().getSimpleName(), SCHEMAS, topic.name());
        }
        return Arrays.stream(EventType.values())
                .filter(type -> type.topicName().equals(topic.name()))
                .map(type -> "`" + type.typeName() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String days(@Nullable Duration retention) {
        return retention == null ? "for ever" : retention.toDays() + " days";
    }
}
