package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rule 4: panels know their own place, lie inside the 48 columns and not on each other. */
final class GridRule implements Rule {
    private static final int COLUMNS = 48;

    @Override
    public List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings) {
        Findings findings = new Findings(4);
        for (JsonNode dashboard : objects.ofType("dashboard")) {
            String name = SavedObjects.name(dashboard);
            List<Place> taken = new ArrayList<>();
            Set<String> indices = new HashSet<>();
            for (JsonNode panel : SavedObjects.panels(dashboard)) {
                Place place = Place.of(panel);
                findings.unless(
                        place.i.equals(panel.path("panelIndex").asText()) && !place.i.isEmpty(),
                        name,
                        place.title + ": gridData.i differs from panelIndex");
                findings.unless(indices.add(place.i), name, place.title + ": panelIndex stands there twice");
                findings.unless(place.inside(), name, place.title + ": outside the grid");
                taken.stream()
                        .filter(place::overlaps)
                        .forEach(other -> findings.add(name, place.title + " lies on " + other.title));
                taken.add(place);
            }
        }
        return findings.list();
    }

    private record Place(String title, String i, int x, int y, int w, int h) {
        static Place of(JsonNode panel) {
            JsonNode grid = panel.path("gridData");
            return new Place(
                    panel.path("title").asText(),
                    grid.path("i").asText(),
                    grid.path("x").asInt(-1),
                    grid.path("y").asInt(-1),
                    grid.path("w").asInt(),
                    grid.path("h").asInt());
        }

        boolean inside() {
            return x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= COLUMNS;
        }

        boolean overlaps(Place other) {
            return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
        }
    }
}
