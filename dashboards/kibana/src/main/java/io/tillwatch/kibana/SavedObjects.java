package io.tillwatch.kibana;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tillwatch.contracts.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Parsed saved objects, with the ways through them that the rules share. */
record SavedObjects(List<JsonNode> all) {

    static SavedObjects parse(String ndjson) {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : ndjson.lines().toList()) {
            try {
                objects.add(Json.mapper().readTree(line));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("saved object in line " + (objects.size() + 1) + " is not JSON", e);
            }
        }
        return new SavedObjects(objects);
    }

    static String name(JsonNode object) {
        return object.path("type").asText() + " " + object.path("id").asText();
    }

    /** JSON that stands in a string; missing when it cannot be parsed, which is a finding of {@link JsonStringRule}. */
    static JsonNode inner(JsonNode text) {
        try {
            return text.isTextual() ? Json.mapper().readTree(text.asText()) : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    List<JsonNode> ofType(String type) {
        return all.stream()
                .filter(object -> object.path("type").asText().equals(type))
                .toList();
    }

    boolean has(String type, String id) {
        return ofType(type).stream()
                .anyMatch(object -> object.path("id").asText().equals(id));
    }

    static JsonNode panels(JsonNode dashboard) {
        return inner(dashboard.at("/attributes/panelsJSON"));
    }

    static JsonNode controls(JsonNode dashboard) {
        return inner(dashboard.at("/attributes/controlGroupInput/panelsJSON"));
    }

    /** Index pattern of the data view that a reference leads to; empty when it leads nowhere. */
    String patternBehind(JsonNode object, String reference) {
        for (JsonNode candidate : object.path("references")) {
            if (candidate.path("name").asText().equals(reference)) {
                return pattern(candidate.path("id").asText());
            }
        }
        return "";
    }

    private String pattern(String dataView) {
        return ofType("index-pattern").stream()
                .filter(view -> view.path("id").asText().equals(dataView))
                .map(view -> view.at("/attributes/title").asText())
                .findFirst()
                .orElse("");
    }

    /** All layers of all by-value Lens panels of all dashboards. */
    List<LensLayer> layers() {
        List<LensLayer> layers = new ArrayList<>();
        for (JsonNode dashboard : ofType("dashboard")) {
            for (JsonNode panel : panels(dashboard)) {
                JsonNode attributes = panel.at("/embeddableConfig/attributes");
                attributes
                        .at("/state/datasourceStates/formBased/layers")
                        .properties()
                        .forEach(layer -> {
                            String reference =
                                    panel.path("panelIndex").asText() + ":" + LensWriter.layerReference(layer.getKey());
                            layers.add(new LensLayer(
                                    name(dashboard) + " panel '"
                                            + panel.path("title").asText() + "'",
                                    dashboard,
                                    attributes,
                                    layer.getKey(),
                                    layer.getValue(),
                                    patternBehind(dashboard, reference)));
                        });
            }
        }
        return layers;
    }

    /**
     * A layer of a panel.
     *
     * @param where for findings
     * @param pattern the index pattern that it reads
     */
    record LensLayer(String where, JsonNode dashboard, JsonNode attributes, String id, JsonNode layer, String pattern) {

        JsonNode column(String columnId) {
            return layer.path("columns").path(columnId);
        }

        List<String> columnOrder() {
            List<String> order = new ArrayList<>();
            layer.path("columnOrder").forEach(id -> order.add(id.asText()));
            return order;
        }

        String query() {
            return attributes.at("/state/query/query").asText();
        }
    }
}
