package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rule 2: every reference leads to an object of the file and is used; every use has its reference. */
final class ReferenceRule implements Rule {
    @Override
    public List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings) {
        Findings findings = new Findings(2);
        for (JsonNode object : objects.all()) {
            String name = SavedObjects.name(object);
            Set<String> declared = new HashSet<>();
            for (JsonNode reference : object.path("references")) {
                String called = reference.path("name").asText();
                findings.unless(declared.add(called), name, "declares reference " + called + " twice");
                findings.unless(
                        objects.has(
                                reference.path("type").asText(),
                                reference.path("id").asText()),
                        name,
                        "reference " + called + " leads nowhere");
            }
            Set<String> used = used(object);
            declared.stream()
                    .filter(reference -> !used.contains(reference))
                    .forEach(reference -> findings.add(name, "does not use reference " + reference));
            used.stream()
                    .filter(reference -> !declared.contains(reference))
                    .forEach(reference -> findings.add(name, "lacks reference " + reference));
        }
        return findings.list();
    }

    private static Set<String> used(JsonNode object) {
        Set<String> used = new HashSet<>();
        for (JsonNode panel : SavedObjects.panels(object)) {
            String index = panel.path("panelIndex").asText() + ":";
            panel.at("/embeddableConfig/attributes/state/datasourceStates/formBased/layers")
                    .fieldNames()
                    .forEachRemaining(layer -> used.add(index + LensWriter.layerReference(layer)));
            for (JsonNode event : DrilldownRule.events(panel)) {
                if (DrilldownRule.toDashboard(event)) {
                    used.add(index + DrilldownRule.reference(event));
                }
            }
            if (panel.has("panelRefName")) {
                used.add(index + panel.get("panelRefName").asText());
            }
        }
        SavedObjects.controls(object)
                .fieldNames()
                .forEachRemaining(control -> used.add("controlGroup_" + control + ":optionsListDataView"));
        return used;
    }
}
