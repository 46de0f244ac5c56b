package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.kibana.SavedObjects.LensLayer;
import java.util.List;

/** Translates a Lens layer into the search that it stands for: groups nest, figures hang in the innermost group. */
final class LayerSearch {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int PANEL_BARS = 50;

    private LayerSearch() {}

    static ObjectNode of(LensLayer layer) {
        ObjectNode search = NODES.objectNode();
        search.put("size", 0).put("track_total_hits", true);
        search.set("query", Kql.parse(layer.query()).query());
        aggregations(layer, 0, search);
        return search;
    }

    static List<String> buckets(LensLayer layer) {
        return layer.columnOrder().stream()
                .filter(id -> layer.column(id).path("isBucketed").asBoolean())
                .toList();
    }

    static List<String> figures(LensLayer layer) {
        return layer.columnOrder().stream()
                .filter(id -> !layer.column(id).path("isBucketed").asBoolean())
                .toList();
    }

    private static void aggregations(LensLayer layer, int depth, ObjectNode parent) {
        List<String> buckets = buckets(layer);
        ObjectNode aggregations = NODES.objectNode();
        if (depth < buckets.size()) {
            JsonNode column = layer.column(buckets.get(depth));
            ObjectNode group = aggregations.putObject(buckets.get(depth));
            group(column, group);
            aggregations(layer, depth + 1, group);
        } else {
            figures(layer).forEach(id -> figure(layer.column(id), id, aggregations));
        }
        if (!aggregations.isEmpty()) {
            parent.set("aggs", aggregations);
        }
    }

    private static void group(JsonNode column, ObjectNode group) {
        String field = column.path("sourceField").asText();
        if (column.path("operationType").asText().equals("date_histogram")) {
            group.putObject("date_histogram")
                    .put("field", field)
                    .put("fixed_interval", "1h")
                    .put("min_doc_count", 1);
        } else {
            group.putObject("terms")
                    .put("field", field)
                    .put("size", column.at("/params/size").asInt(PANEL_BARS));
        }
    }

    private static void figure(JsonNode column, String id, ObjectNode aggregations) {
        String field = column.path("sourceField").asText();
        String query = column.at("/filter/query").asText();
        ObjectNode place = aggregations;
        if (!query.isEmpty()) {
            ObjectNode filter = aggregations.putObject(id);
            filter.set("filter", Kql.parse(query).query());
            place = NODES.objectNode();
            filter.set("aggs", place);
        }
        switch (column.path("operationType").asText()) {
            case "count" -> place.putObject(id).putObject("value_count").put("field", "_index");
            case "unique_count" -> place.putObject(id).putObject("cardinality").put("field", field);
            case "sum" -> place.putObject(id).putObject("sum").put("field", field);
            case "max" -> place.putObject(id).putObject("max").put("field", field);
            case "last_value" -> last(column, field, place.putObject(id));
            default ->
                throw new IllegalArgumentException("no search for the operation "
                        + column.path("operationType").asText());
        }
    }

    private static void last(JsonNode column, String field, ObjectNode aggregation) {
        ObjectNode hits = aggregation.putObject("top_hits");
        hits.put("size", 1).put("_source", false);
        hits.putArray("docvalue_fields").add(field);
        hits.putArray("sort").addObject().put(column.at("/params/sortField").asText(), "desc");
    }
}
