package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The drawing side of a Lens panel: which column goes where. */
final class LensDrawing {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private LensDrawing() {}

    static String typeOf(Panel.Shape shape) {
        return switch (shape) {
            case BARS, STACKED_OVER_TIME, LINES_OVER_TIME -> "lnsXY";
            case TABLE -> "lnsDatatable";
            case FIGURE -> "lnsMetric";
            case RING -> "lnsPie";
        };
    }

    static ObjectNode of(Panel panel, String layer) {
        return switch (panel.shape()) {
            case BARS -> xy(panel, layer, "bar_horizontal");
            case STACKED_OVER_TIME -> xy(panel, layer, "bar_stacked");
            case LINES_OVER_TIME -> xy(panel, layer, "line");
            case TABLE -> table(panel, layer);
            case FIGURE -> figure(panel, layer);
            case RING -> ring(panel, layer);
        };
    }

    private static ObjectNode xy(Panel panel, String layer, String series) {
        List<Column> buckets = panel.buckets();
        ObjectNode json = NODES.objectNode();
        json.put("preferredSeriesType", series);
        json.putObject("legend").put("isVisible", buckets.size() > 1).put("position", "right");
        json.put("valueLabels", series.equals("bar_horizontal") ? "show" : "hide");
        json.put("fittingFunction", "None");
        json.putObject("axisTitlesVisibilitySettings")
                .put("x", false)
                .put("yLeft", true)
                .put("yRight", false);
        ObjectNode drawn = json.putArray("layers").addObject();
        drawn.put("layerId", layer).put("layerType", "data").put("seriesType", series);
        drawn.put("xAccessor", LensWriter.columnId(layer, buckets.get(0)));
        if (buckets.size() > 1) {
            drawn.put("splitAccessor", LensWriter.columnId(layer, buckets.get(1)));
        }
        ArrayNode accessors = drawn.putArray("accessors");
        panel.figures().forEach(column -> accessors.add(LensWriter.columnId(layer, column)));
        return json;
    }

    private static ObjectNode table(Panel panel, String layer) {
        ObjectNode json = NODES.objectNode();
        json.put("layerId", layer).put("layerType", "data");
        ArrayNode columns = json.putArray("columns");
        for (Column column : panel.columns()) {
            columns.addObject()
                    .put("columnId", LensWriter.columnId(layer, column))
                    .put("isTransposed", false)
                    .put("alignment", column.text() ? "left" : "right");
        }
        json.putObject("paging").put("enabled", true).put("size", 20);
        return json;
    }

    private static ObjectNode figure(Panel panel, String layer) {
        ObjectNode json = NODES.objectNode();
        json.put("layerId", layer).put("layerType", "data");
        json.put("metricAccessor", LensWriter.columnId(layer, panel.figures().get(0)));
        return json;
    }

    private static ObjectNode ring(Panel panel, String layer) {
        ObjectNode json = NODES.objectNode();
        json.put("shape", "donut");
        ObjectNode drawn = json.putArray("layers").addObject();
        drawn.put("layerId", layer).put("layerType", "data");
        ArrayNode groups = drawn.putArray("primaryGroups");
        panel.buckets().forEach(column -> groups.add(LensWriter.columnId(layer, column)));
        ArrayNode metrics = drawn.putArray("metrics");
        panel.figures().forEach(column -> metrics.add(LensWriter.columnId(layer, column)));
        drawn.put("numberDisplay", "value").put("categoryDisplay", "default").put("legendDisplay", "default");
        drawn.put("nestedLegend", false);
        return json;
    }
}
