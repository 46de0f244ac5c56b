package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Rule 3: what Kibana keeps as JSON in a string is a string, and is JSON. */
final class JsonStringRule implements Rule {
    private static final Set<String> STRINGS =
            Set.of("panelsJSON", "optionsJSON", "searchSourceJSON", "ignoreParentSettingsJSON", "visState");

    @Override
    public List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings) {
        Findings findings = new Findings(3);
        for (JsonNode object : objects.all()) {
            walk(object, SavedObjects.name(object), findings);
            if (object.path("type").asText().equals("dashboard")) {
                for (String needed : List.of("panelsJSON", "optionsJSON")) {
                    findings.unless(
                            object.path("attributes").has(needed), SavedObjects.name(object), "has no " + needed);
                }
            }
        }
        return findings.list();
    }

    private static void walk(JsonNode node, String name, Findings findings) {
        node.properties().forEach(property -> {
            if (STRINGS.contains(property.getKey())) {
                boolean parses = !SavedObjects.inner(property.getValue()).isMissingNode();
                findings.unless(parses, name, property.getKey() + " is not JSON in a string");
            }
            walk(property.getValue(), name, findings);
        });
    }
}
