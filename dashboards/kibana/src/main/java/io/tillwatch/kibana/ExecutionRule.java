package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.kibana.SavedObjects.LensLayer;
import java.io.UncheckedIOException;
import java.util.List;

/** Rule 9: every panel's search runs, gives something, and loses no document between its groups. */
final class ExecutionRule implements Rule {
    private final Search search;

    ExecutionRule(Search search) {
        this.search = search;
    }

    @Override
    public List<KibanaCheck.Finding> check(SavedObjects objects, IndexMappings mappings) {
        Findings findings = new Findings(9);
        for (LensLayer layer : objects.layers()) {
            try {
                JsonNode response = search.search(layer.pattern(), LayerSearch.of(layer));
                judge(layer, response, findings);
            } catch (UncheckedIOException | IllegalArgumentException e) {
                findings.add(layer.where(), "cannot be run: " + reason(e));
            }
        }
        return findings.list();
    }

    private static void judge(LensLayer layer, JsonNode response, Findings findings) {
        long total = response.at("/hits/total/value").asLong();
        if (total == 0) {
            findings.add(layer.where(), "its search finds nothing");
            return;
        }
        JsonNode aggregations = response.path("aggregations");
        List<String> groups = LayerSearch.buckets(layer);
        if (groups.isEmpty()) {
            figures(layer, aggregations, findings);
            return;
        }
        long grouped = 0;
        JsonNode buckets = aggregations.path(groups.get(0)).path("buckets");
        for (JsonNode bucket : buckets) {
            grouped += bucket.path("doc_count").asLong();
            innermost(layer, bucket, groups, 1, findings);
        }
        grouped += aggregations.path(groups.get(0)).path("sum_other_doc_count").asLong();
        findings.unless(!buckets.isEmpty(), layer.where(), "its search gives no group");
        findings.unless(
                grouped == total,
                layer.where(),
                "its groups hold " + grouped + " of the " + total + " documents found");
    }

    private static void innermost(LensLayer layer, JsonNode bucket, List<String> groups, int depth, Findings findings) {
        if (depth == groups.size()) {
            figures(layer, bucket, findings);
            return;
        }
        for (JsonNode inner : bucket.path(groups.get(depth)).path("buckets")) {
            innermost(layer, inner, groups, depth + 1, findings);
        }
    }

    private static void figures(LensLayer layer, JsonNode aggregations, Findings findings) {
        for (String id : LayerSearch.figures(layer)) {
            JsonNode figure = aggregations.path(id);
            JsonNode value = figure.path(id).isMissingNode() ? figure : figure.path(id);
            boolean there = value.has("value")
                    ? !value.get("value").isNull()
                    : !value.at("/hits/hits/0/fields").isMissingNode();
            findings.unless(
                    there,
                    layer.where(),
                    "gives no " + layer.column(id).path("label").asText());
        }
    }

    private static String reason(RuntimeException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return String.valueOf(cause.getMessage());
    }
}
