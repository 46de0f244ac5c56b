package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.kibana.SavedObjects.LensLayer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Rule 5: a Lens layer is whole, and asks of each field what its type can give. */
final class LensRule implements Rule {
    private static final Set<String> TYPES =
            Set.of("lnsXY", "lnsMetric", "lnsDatatable", "lnsPie", "lnsHeatmap", "lnsGauge");
    private static final Set<String> ACCESSORS = Set.of(
            "xAccessor",
            "splitAccessor",
            "accessors",
            "metricAccessor",
            "breakdownByAccessor",
            "columnId",
            "primaryGroups",
            "secondaryGroups",
            "metrics",
            "accessor",
            "valueAccessor",
            "yAccessor");
    private static final Map<String, Predicate<String>> FITTING = Map.of(
            "date_histogram", IndexMappings::date,
            "terms", IndexMappings::groupable,
            "sum", IndexMappings::number,
            "max", IndexMappings::number,
            "min", IndexMappings::number,
            "average", IndexMappings::number,
            "median", IndexMappings::number,
            "percentile", IndexMappings::number,
            "unique_count", type -> IndexMappings.groupable(type) || IndexMappings.date(type),
            "last_value", type -> IndexMappings.groupable(type) || IndexMappings.date(type));

    @Override
    public List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings) {
        Findings findings = new Findings(5);
        for (LensLayer layer : objects.layers()) {
            findings.unless(
                    TYPES.contains(layer.attributes().path("visualizationType").asText()),
                    layer.where(),
                    "is drawn by an unknown type");
            order(layer, findings);
            accessors(layer, findings);
            layer.columnOrder().forEach(id -> column(layer, id, mappings, findings));
        }
        return findings.list();
    }

    private static void order(LensLayer layer, Findings findings) {
        Set<String> columns = new HashSet<>();
        layer.layer().path("columns").fieldNames().forEachRemaining(columns::add);
        List<String> order = layer.columnOrder();
        findings.unless(
                order.size() == columns.size() && columns.equals(new HashSet<>(order)),
                layer.where(),
                "columnOrder is no permutation of its columns");
        boolean figures = false;
        for (String id : order) {
            boolean bucketed = layer.column(id).path("isBucketed").asBoolean();
            findings.unless(!(bucketed && figures), layer.where(), "groups by " + id + " after a figure");
            figures |= !bucketed;
        }
        findings.unless(figures, layer.where(), "has no figure");
    }

    private static void accessors(LensLayer layer, Findings findings) {
        Set<String> used = new HashSet<>();
        collect(layer.attributes().at("/state/visualization"), used);
        Set<String> known = new HashSet<>();
        layer.attributes()
                .at("/state/datasourceStates/formBased/layers")
                .forEach(one -> one.path("columns").fieldNames().forEachRemaining(known::add));
        used.stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> findings.add(layer.where(), "draws column " + id + ", which is not there"));
        layer.columnOrder().stream()
                .filter(id -> !used.contains(id))
                .forEach(id -> findings.add(layer.where(), "does not draw column " + id));
    }

    private static void collect(JsonNode drawing, Set<String> used) {
        drawing.properties().forEach(property -> {
            if (ACCESSORS.contains(property.getKey())) {
                JsonNode value = property.getValue();
                if (value.isTextual()) {
                    used.add(value.asText());
                }
                value.forEach(one -> {
                    if (one.isTextual()) {
                        used.add(one.asText());
                    }
                });
            }
        });
        drawing.forEach(inner -> collect(inner, used));
    }

    private static void column(LensLayer layer, String id, IndexMappings mappings, Findings findings) {
        JsonNode column = layer.column(id);
        String operation = column.path("operationType").asText();
        String field = column.path("sourceField").asText();
        if (operation.equals("count")) {
            findings.unless(field.equals("___records___"), layer.where(), "counts the field " + field);
            return;
        }
        Predicate<String> fitting = FITTING.get(operation);
        if (fitting == null) {
            findings.add(layer.where(), "uses the operation " + operation + ", which is not in the list");
            return;
        }
        String type = mappings.typeOf(layer.pattern(), field);
        findings.unless(
                fitting.test(type),
                layer.where(),
                operation + " on " + field + ", which is " + (type.isEmpty() ? "not there" : type));
        if (operation.equals("last_value")) {
            String sort = column.at("/params/sortField").asText();
            findings.unless(
                    IndexMappings.date(mappings.typeOf(layer.pattern(), sort)),
                    layer.where(),
                    "last_value sorts by " + sort + ", which is no date");
        }
    }
}
