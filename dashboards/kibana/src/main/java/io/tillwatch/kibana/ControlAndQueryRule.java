package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.kibana.SavedObjects.LensLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * Rule 7: controls and queries name fields that exist. A control narrows every panel: one whose index lacks the control's
 * field would fall empty when somebody chooses, and must have its own scope.
 */
final class ControlAndQueryRule implements Rule {
    @Override
    public List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings) {
        Findings findings = new Findings(7);
        for (JsonNode dashboard : objects.ofType("dashboard")) {
            SavedObjects.controls(dashboard).properties().forEach(control -> {
                String pattern =
                        objects.patternBehind(dashboard, "controlGroup_" + control.getKey() + ":optionsListDataView");
                String field = control.getValue().at("/explicitInput/fieldName").asText();
                findings.unless(
                        IndexMappings.groupable(mappings.typeOf(pattern, field)),
                        SavedObjects.name(dashboard),
                        "control on " + field + ", which " + pattern + " cannot be grouped by");
            });
        }
        for (LensLayer layer : objects.layers()) {
            queries(layer).forEach(query -> fields(layer, query, mappings, findings));
            if (!layer.layer().path("ignoreGlobalFilters").asBoolean()) {
                reached(layer, mappings, findings);
            }
        }
        return findings.list();
    }

    private static List<String> queries(LensLayer layer) {
        List<String> queries = new ArrayList<>(List.of(layer.query()));
        layer.layer()
                .path("columns")
                .forEach(column -> queries.add(column.at("/filter/query").asText()));
        return queries;
    }

    private static void fields(LensLayer layer, String query, IndexMappings mappings, Findings findings) {
        try {
            for (String field : Kql.parse(query).fields()) {
                findings.unless(
                        !mappings.typeOf(layer.pattern(), field).isEmpty(),
                        layer.where(),
                        "its query names " + field + ", which is not there");
            }
        } catch (IllegalArgumentException e) {
            findings.add(layer.where(), "its query cannot be read: " + e.getMessage());
        }
    }

    private static void reached(LensLayer layer, IndexMappings mappings, Findings findings) {
        SavedObjects.controls(layer.dashboard()).forEach(control -> {
            String field = control.at("/explicitInput/fieldName").asText();
            findings.unless(
                    !mappings.typeOf(layer.pattern(), field).isEmpty(),
                    layer.where(),
                    "falls empty under the control on " + field + ", which its index lacks");
        });
    }
}
