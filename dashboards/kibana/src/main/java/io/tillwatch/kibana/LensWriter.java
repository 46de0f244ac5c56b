package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes a panel as by-value Lens attributes: the data side here, the drawing side in {@link LensDrawing}. */
final class LensWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private LensWriter() {}

    static String layerReference(String layer) {
        return "indexpattern-datasource-layer-" + layer;
    }

    static String layerId(String dashboard, Panel panel) {
        return Ids.of(dashboard, panel.key(), "layer");
    }

    static String columnId(String layer, Column column) {
        return Ids.of(layer, column.key());
    }

    static ObjectNode attributes(String dashboard, Panel panel) {
        String layer = layerId(dashboard, panel);
        ObjectNode attributes = NODES.objectNode();
        attributes.put("title", panel.title());
        attributes.put("description", "");
        attributes.put("visualizationType", LensDrawing.typeOf(panel.shape()));
        attributes.put("type", "lens");
        attributes
                .putArray("references")
                .addObject()
                .put("type", "index-pattern")
                .put("id", panel.view().id())
                .put("name", layerReference(layer));
        ObjectNode state = attributes.putObject("state");
        state.set("visualization", LensDrawing.of(panel, layer));
        state.set("query", query(panel.query()));
        state.putArray("filters");
        ObjectNode formBased = state.putObject("datasourceStates").putObject("formBased");
        formBased.putObject("layers").set(layer, layer(panel, layer));
        state.putArray("internalReferences");
        state.putObject("adHocDataViews");
        return attributes;
    }

    private static ObjectNode layer(Panel panel, String layer) {
        ObjectNode json = NODES.objectNode();
        ArrayNode order = json.putArray("columnOrder");
        ObjectNode columns = json.putObject("columns");
        for (List<Column> part : List.of(panel.buckets(), panel.figures())) {
            for (Column column : part) {
                order.add(columnId(layer, column));
                columns.set(columnId(layer, column), column(panel, layer, column));
            }
        }
        json.putObject("incompleteColumns");
        json.put("sampling", 1);
        json.put("ignoreGlobalFilters", panel.ownScope());
        return json;
    }

    private static ObjectNode column(Panel panel, String layer, Column column) {
        ObjectNode json = NODES.objectNode();
        json.put("label", column.label());
        json.put("customLabel", true);
        json.put("operationType", column.operation().lensName());
        json.put("isBucketed", column.operation().bucketed());
        json.put("sourceField", column.field() == null ? "___records___" : column.field());
        ObjectNode params = json.putObject("params");
        switch (column.operation()) {
            case DATE_HISTOGRAM -> {
                json.put("dataType", "date").put("scale", "interval");
                params.put("interval", "auto").put("includeEmptyRows", true).put("dropPartials", false);
            }
            case TERMS -> {
                json.put("dataType", column.text() ? "string" : "number").put("scale", "ordinal");
                terms(params, panel, layer, column);
            }
            case COUNT, UNIQUE_COUNT, SUM, MAX -> {
                json.put("dataType", "number").put("scale", "ratio");
                params.put("emptyAsNull", false);
            }
            case LAST_VALUE -> {
                json.put("dataType", column.text() ? "string" : "number")
                        .put("scale", column.text() ? "ordinal" : "ratio");
                params.put("sortField", column.sortField()).put("showArrayValues", false);
            }
        }
        if (!column.query().isEmpty()) {
            json.set("filter", query(column.query()));
        }
        return json;
    }

    private static void terms(ObjectNode params, Panel panel, String layer, Column column) {
        params.put("size", column.size());
        Column first = panel.figures().get(0);
        boolean sortable = first.operation() != Column.Operation.LAST_VALUE && column.text();
        ObjectNode order = params.putObject("orderBy");
        if (sortable) {
            order.put("type", "column").put("columnId", columnId(layer, first));
        } else {
            order.put("type", "alphabetical").put("fallback", false);
        }
        params.put("orderDirection", sortable ? "desc" : "asc");
        params.put("otherBucket", column.text() && panel.shape() != Panel.Shape.TABLE);
        params.put("missingBucket", false);
        params.putObject("parentFormat").put("id", "terms");
        params.putArray("include");
        params.putArray("exclude");
        params.put("includeIsRegex", false).put("excludeIsRegex", false);
    }

    static ObjectNode query(String kql) {
        return NODES.objectNode().put("query", kql).put("language", "kuery");
    }
}
