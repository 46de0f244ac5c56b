package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Rule 8: a drilldown leads to a dashboard of the file or to an address over http(s). */
final class DrilldownRule implements Rule {
    private static final String TO_DASHBOARD = "DASHBOARD_TO_DASHBOARD_DRILLDOWN";
    private static final String TO_URL = "URL_DRILLDOWN";

    static JsonNode events(JsonNode panel) {
        return panel.at("/embeddableConfig/enhancements/dynamicActions/events");
    }

    static boolean toDashboard(JsonNode event) {
        return event.at("/action/factoryId").asText().equals(TO_DASHBOARD);
    }

    /** Name of the reference behind a drilldown, without its panel. */
    static String reference(JsonNode event) {
        return "drilldown:" + TO_DASHBOARD + ":" + event.path("eventId").asText() + ":dashboardId";
    }

    @Override
    public List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings) {
        Findings findings = new Findings(8);
        for (JsonNode dashboard : objects.ofType("dashboard")) {
            for (JsonNode panel : SavedObjects.panels(dashboard)) {
                events(panel).forEach(event -> event(objects, dashboard, panel, event, findings));
            }
        }
        return findings.list();
    }

    private static void event(
            SavedObjects objects, JsonNode dashboard, JsonNode panel, JsonNode event, Findings findings) {
        String where =
                SavedObjects.name(dashboard) + " panel '" + panel.path("title").asText() + "'";
        if (toDashboard(event)) {
            String name = panel.path("panelIndex").asText() + ":" + reference(event);
            boolean resolves = false;
            for (JsonNode candidate : dashboard.path("references")) {
                resolves |= candidate.path("name").asText().equals(name)
                        && objects.has("dashboard", candidate.path("id").asText());
            }
            findings.unless(resolves, where, "its drilldown leads to no dashboard of the file");
        } else if (event.at("/action/factoryId").asText().equals(TO_URL)) {
            String template = event.at("/action/config/url/template").asText();
            findings.unless(template.matches("https?://\\S+"), where, "its drilldown is no http(s) address");
        } else {
            findings.add(where, "has a drilldown of an unknown kind");
        }
    }
}
