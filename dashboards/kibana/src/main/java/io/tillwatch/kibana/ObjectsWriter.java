package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the description as saved objects, one a line. */
final class ObjectsWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ObjectsWriter() {}

    static String write(List<DataView> views, List<Dashboard> dashboards) {
        StringBuilder lines = new StringBuilder();
        views.forEach(view -> lines.append(text(dataView(view))).append('\n'));
        dashboards.forEach(dashboard -> lines.append(text(dashboard(dashboard))).append('\n'));
        return lines.toString();
    }

    private static ObjectNode dataView(DataView view) {
        ObjectNode object = object("index-pattern", view.id());
        ObjectNode attributes = object.putObject("attributes");
        attributes.put("title", view.pattern());
        attributes.put("name", view.index());
        attributes.put("timeFieldName", view.timeField());
        object.putArray("references");
        return versioned(object, "index-pattern");
    }

    private static ObjectNode dashboard(Dashboard dashboard) {
        ObjectNode object = object("dashboard", dashboard.id());
        ArrayNode references = NODES.arrayNode();
        ArrayNode panels = NODES.arrayNode();
        for (Panel panel : dashboard.panels()) {
            String index = Ids.of(dashboard.key(), panel.key());
            panels.add(panel(dashboard, panel, index));
            reference(
                    references,
                    index + ":" + LensWriter.layerReference(LensWriter.layerId(dashboard.key(), panel)),
                    panel.view());
        }
        ObjectNode attributes = object.putObject("attributes");
        attributes.put("title", dashboard.title());
        attributes.put("description", dashboard.description());
        attributes.put("panelsJSON", text(panels));
        attributes.put(
                "optionsJSON",
                text(NODES.objectNode()
                        .put("useMargins", true)
                        .put("syncColors", true)
                        .put("syncCursor", true)
                        .put("syncTooltips", false)
                        .put("hidePanelTitles", false)));
        attributes.put("timeRestore", true).put("timeFrom", "now-24h").put("timeTo", "now");
        attributes.putObject("refreshInterval").put("pause", false).put("value", 30_000);
        attributes.set("controlGroupInput", controls(dashboard, references));
        ObjectNode source = NODES.objectNode();
        source.set("query", LensWriter.query(""));
        source.putArray("filter");
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", text(source));
        object.set("references", references);
        return versioned(object, "dashboard");
    }

    private static ObjectNode panel(Dashboard dashboard, Panel panel, String index) {
        ObjectNode json = NODES.objectNode();
        json.put("type", "lens").put("panelIndex", index).put("title", panel.title());
        json.putObject("gridData")
                .put("x", panel.grid().x())
                .put("y", panel.grid().y())
                .put("w", panel.grid().w())
                .put("h", panel.grid().h())
                .put("i", index);
        ObjectNode config = json.putObject("embeddableConfig");
        config.set("attributes", LensWriter.attributes(dashboard.key(), panel));
        config.putObject("enhancements");
        if (panel.asOfNow()) {
            // What has not changed since yesterday is still open, and still below zero.
            config.putObject("timeRange").put("from", "now-5y").put("to", "now");
        }
        return json;
    }

    private static ObjectNode controls(Dashboard dashboard, ArrayNode references) {
        ObjectNode panels = NODES.objectNode();
        int order = 0;
        for (Dashboard.Control control : dashboard.controls()) {
            String id = Ids.of(dashboard.key(), "control", control.field());
            ObjectNode panel = panels.putObject(id);
            panel.put("type", "optionsListControl")
                    .put("order", order++)
                    .put("width", "medium")
                    .put("grow", false);
            panel.putObject("explicitInput")
                    .put("id", id)
                    .put("fieldName", control.field())
                    .put("title", control.title())
                    .putObject("enhancements");
            reference(references, "controlGroup_" + id + ":optionsListDataView", control.view());
        }
        ObjectNode group = NODES.objectNode();
        group.put("chainingSystem", "HIERARCHICAL").put("controlStyle", "oneLine");
        group.put(
                "ignoreParentSettingsJSON",
                text(NODES.objectNode()
                        .put("ignoreFilters", false)
                        .put("ignoreQuery", false)
                        .put("ignoreTimerange", false)
                        .put("ignoreValidations", false)));
        group.put("panelsJSON", text(panels));
        return group;
    }

    private static void reference(ArrayNode references, String name, DataView view) {
        references.addObject().put("type", "index-pattern").put("id", view.id()).put("name", name);
    }

    private static ObjectNode object(String type, String id) {
        return NODES.objectNode().put("id", id).put("type", type);
    }

    private static ObjectNode versioned(ObjectNode object, String type) {
        return object.put("coreMigrationVersion", Versions.CORE)
                .put("typeMigrationVersion", Versions.of(type))
                .put("managed", false);
    }

    private static String text(com.fasterxml.jackson.databind.JsonNode node) {
        return new String(Json.bytes(node), StandardCharsets.UTF_8);
    }
}
