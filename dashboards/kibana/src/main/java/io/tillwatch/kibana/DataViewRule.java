package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Rule 6: a data view matches an index template, and its time field is a date there. */
final class DataViewRule implements Rule {
    @Override
    public List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings) {
        Findings findings = new Findings(6);
        for (JsonNode view : objects.ofType("index-pattern")) {
            String name = SavedObjects.name(view);
            String title = view.at("/attributes/title").asText();
            String time = view.at("/attributes/timeFieldName").asText();
            findings.unless(mappings.covers(title), name, "no template covers " + title);
            findings.unless(
                    !mappings.covers(title) || IndexMappings.date(mappings.typeOf(title, time)),
                    name,
                    "time field " + time + " of " + title + " is no date");
        }
        return findings.list();
    }
}
