package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rule 1: (type, id) is unique, the type is one we write, versions are there and not too new. */
final class ObjectRule implements Rule {
    @Override
    public List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings) {
        Findings findings = new Findings(1);
        Set<String> seen = new HashSet<>();
        for (JsonNode object : objects.all()) {
            String name = SavedObjects.name(object);
            String type = object.path("type").asText();
            findings.unless(!object.path("id").asText().isBlank(), name, "has no id");
            findings.unless(seen.add(name), name, "stands there twice");
            findings.unless(Versions.known(type), name, "is of a type that is not allowed");
            version(findings, object, "coreMigrationVersion", Versions.CORE);
            if (Versions.known(type)) {
                version(findings, object, "typeMigrationVersion", Versions.of(type));
            }
        }
        return findings.list();
    }

    private static void version(Findings findings, JsonNode object, String field, String most) {
        String version = object.path(field).asText();
        if (!version.matches("\\d+\\.\\d+\\.\\d+")) {
            findings.add(SavedObjects.name(object), "has no " + field);
        } else if (Arrays.compare(parts(version), parts(most)) > 0) {
            findings.add(SavedObjects.name(object), field + " " + version + " is above " + most);
        }
    }

    private static int[] parts(String version) {
        return Arrays.stream(version.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
