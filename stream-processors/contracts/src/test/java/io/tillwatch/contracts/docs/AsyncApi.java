package io.tillwatch.contracts.docs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import java.util.Locale;
import java.util.Map;

/** {@code docs/asyncapi.yaml}: AsyncAPI 3, one channel a topic, one message an event type or record. */
final class AsyncApi {
    private static final String SCHEMAS = "../stream-processors/contracts/src/main/resources/schemas/";

    private AsyncApi() {}

    static ObjectNode document() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("asyncapi", "3.0.0");
        ObjectNode info = root.putObject("info");
        info.put("title", "Tillwatch");
        info.put("version", "1");
        info.put(
                "description",
                "What a retailer's systems tell Tillwatch and what Tillwatch concludes. Derived from the catalogue; do not edit.");
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        root.put("defaultContentType", "application/json");
        ObjectNode channels = root.putObject("channels");
        ObjectNode operations = root.putObject("operations");
        ObjectNode components = root.putObject("components");
        ObjectNode messages = components.putObject("messages");
        for (Topic<?> topic : Topics.all()) {
            channels.set(topic.name(), channel(topic, messages));
            boolean ours = topic.kind() != Topic.Kind.EVENTS;
            ObjectNode operation = operations.putObject((ours ? "send-" : "receive-") + topic.name());
            operation.put("action", ours ? "send" : "receive");
            operation.putObject("channel").put("$ref", "#/channels/" + topic.name());
        }
        components.putObject("schemas").set("envelope", envelope());
        return root;
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode channel(Topic<?> topic, ObjectNode messages) {
        ObjectNode channel = JsonNodeFactory.instance.objectNode();
        channel.put("address", topic.name());
        channel.put(
                "description",
                "Kind: " + lower(topic.kind()) + ". Key: " + topic.key() + ". Owner: " + topic.owner() + ".");
        ObjectNode carried = channel.putObject("messages");
        if (topic.value() instanceof JsonSerde<?> json) {
            add(topic.name(), json.type(), topic, false, carried, messages);
        } else {
            for (EventType type : EventType.values()) {
                if (type.topicName().equals(topic.name())) {
                    add(type.typeName(), type.dataClass(), topic, true, carried, messages);
                }
            }
        }
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.name());
        kafka.put("partitions", topic.partitions());
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        Map<String, String> entries = topic.configuration();
        configuration.putArray("cleanup.policy").add(entries.get("cleanup.policy"));
        configuration.put("retention.ms", Long.valueOf(entries.getOrDefault("retention.ms", "-1")));
        kafka.put("bindingVersion", "0.5.0");
        return channel;
    }

    private static void add(
            String name, Class<?> type, Topic<?> topic, boolean event, ObjectNode carried, ObjectNode messages) {
        carried.putObject(name).put("$ref", "#/components/messages/" + name);
        ObjectNode message = messages.putObject(name);
        message.put("name", name);
        message.put("title", type.getSimpleName());
        message.put("contentType", "application/json");
        if (event) {
            message.putObject("headers").put("$ref", "#/components/schemas/envelope");
        }
        ObjectNode payload = message.putObject("payload");
        payload.put("schemaFormat", "application/schema+json;version=draft-2020-12");
        payload.putObject("schema").put("$ref", SCHEMAS + name + ".json");
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", topic.key());
        kafka.put("bindingVersion", "0.5.0");
    }

    private static ObjectNode envelope() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        schema.put("description", "CloudEvents 1.0, Kafka protocol binding, binary mode.");
        schema.putArray("required")
                .add("ce_specversion")
                .add("ce_id")
                .add("ce_source")
                .add("ce_type")
                .add("ce_time");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("ce_specversion").put("const", "1.0");
        text(properties, "ce_id", "Unique within its source: (source, id) identifies an event for ever.");
        text(properties, "ce_source", "The emitter, such as /pos/store-012/till-03.");
        text(properties, "ce_type", "Event type with version.");
        text(properties, "ce_subject", "Business key: receipt, order, sku or document.");
        text(properties, "ce_time", "When it occurred, with the source's offset.")
                .put("format", "date-time");
        text(properties, "ce_recordedtime", "When the source wrote it down for sending.")
                .put("format", "date-time");
        text(properties, "ce_sequence", "Counts up by one within source and epoch.")
                .put("pattern", "^-?[0-9]+$");
        text(properties, "ce_sourceepoch", "A reinstalled source starts a new one.");
        text(properties, "ce_flowid", "Entry in the flow catalogue that carries it.");
        text(properties, "ce_correlationid", "Receipt or order that it belongs to.");
        text(properties, "ce_causationid", "The event that caused it.");
        text(properties, "ce_traceparent", "W3C trace context.");
        text(properties, "ce_attempt", "Delivery attempt; 1 when absent.").put("pattern", "^[0-9]+$");
        text(properties, "ce_replayof", "Id of the original when replayed.");
        text(properties, "ce_corrects", "The event that this one undoes, as source#id.");
        return schema;
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }
}
