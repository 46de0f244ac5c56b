package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** A small dashboard that is well, and ways to break it. */
final class Example {
    static final String TEMPLATE = """
            {"index_patterns": ["orders-*"], "template": {"mappings": {"dynamic": "strict", "properties": {
              "@timestamp": {"type": "date"},
              "status": {"type": "keyword"},
              "note": {"type": "text", "fields": {"raw": {"type": "keyword"}}},
              "amount": {"properties": {"minor": {"type": "long"}, "currency": {"type": "keyword"}}}}}}}
            """;
    private static final DataView ORDERS = new DataView("orders", "@timestamp", false);

    private Example() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "example",
                "Example",
                "For tests.",
                List.of(
                        new Panel(
                                "by-status",
                                "By status",
                                Panel.Shape.STACKED_OVER_TIME,
                                ORDERS,
                                "status: (open or held) and amount.minor > 0",
                                List.of(
                                        Column.over("@timestamp"),
                                        Column.by("Status", "status", 5),
                                        Column.count("Orders")),
                                new Panel.Grid(0, 0, 24, 10),
                                false),
                        new Panel(
                                "value",
                                "Value",
                                Panel.Shape.TABLE,
                                ORDERS,
                                "",
                                List.of(
                                        Column.by("Status", "status", 5),
                                        Column.sum("Value", "amount.minor"),
                                        Column.countOf("Held", "status: held"),
                                        Column.last("Currency", "amount.currency", "@timestamp", true)),
                                new Panel.Grid(24, 0, 24, 10),
                                false)),
                List.of(new Dashboard.Control("Status", ORDERS, "status")));
    }

    static String ndjson() {
        return ObjectsWriter.write(List.of(ORDERS), List.of(dashboard()));
    }

    /** The file with a change to its data view. */
    static String withView(Consumer<ObjectNode> change) {
        return changed(0, change);
    }

    static String withDashboard(Consumer<ObjectNode> change) {
        return changed(1, change);
    }

    static String withPanel(int number, Consumer<ObjectNode> change) {
        return withInner("/attributes", "panelsJSON", panels -> change.accept((ObjectNode) panels.get(number)));
    }

    static String withControls(Consumer<ObjectNode> change) {
        return withInner(
                "/attributes/controlGroupInput", "panelsJSON", controls -> change.accept((ObjectNode) controls));
    }

    /** The only layer of a panel. */
    static ObjectNode layer(JsonNode panel) {
        return (ObjectNode) panel.at("/embeddableConfig/attributes/state/datasourceStates/formBased/layers")
                .elements()
                .next();
    }

    /** The column of a panel with this label. */
    static ObjectNode column(JsonNode panel, String label) {
        for (JsonNode column : layer(panel).get("columns")) {
            if (column.path("label").asText().equals(label)) {
                return (ObjectNode) column;
            }
        }
        throw new IllegalArgumentException("no column " + label);
    }

    static ArrayNode references(ObjectNode object) {
        return (ArrayNode) object.get("references");
    }

    static List<KibanaCheck.Finding> check(String ndjson) {
        return KibanaCheck.run(ndjson, List.of(TEMPLATE));
    }

    private static String withInner(String parent, String field, Consumer<JsonNode> change) {
        return withDashboard(dashboard -> {
            ObjectNode holder = (ObjectNode) dashboard.at(parent);
            JsonNode inner = SavedObjects.inner(holder.get(field));
            change.accept(inner);
            holder.put(field, text(inner));
        });
    }

    private static String changed(int line, Consumer<ObjectNode> change) {
        List<String> lines = ndjson().lines().collect(java.util.stream.Collectors.toList());
        ObjectNode object =
                (ObjectNode) SavedObjects.parse(lines.get(line)).all().get(0);
        change.accept(object);
        lines.set(line, text(object));
        return String.join("\n", lines);
    }

    private static String text(JsonNode node) {
        return new String(Json.bytes(node), StandardCharsets.UTF_8);
    }
}
