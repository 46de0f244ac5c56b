package io.tillwatch.kibana;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Checks saved objects without a Kibana. Stateless, thread-safe. */
public final class KibanaCheck {
    private static final List<Rule> RULES = List.of(
            new ObjectRule(),
            new ReferenceRule(),
            new JsonStringRule(),
            new GridRule(),
            new LensRule(),
            new DataViewRule(),
            new ControlAndQueryRule(),
            new DrilldownRule());

    private KibanaCheck() {}

    /**
     * What is wrong with an object.
     *
     * @param rule 1 to 9
     * @param object type and id, and the panel where there is one
     */
    public record Finding(int rule, String object, String problem) {}

    /**
     * Rules 1 to 8: shape, references and fields.
     *
     * @param ndjson saved objects, one a line
     * @param templates the index templates as JSON, as they are put to Elasticsearch
     * @return empty when all is well
     * @throws IllegalArgumentException when a line or template is not JSON
     */
    public static List<Finding> run(String ndjson, Collection<String> templates) {
        SavedObjects objects = SavedObjects.parse(ndjson);
        IndexMappings mappings = IndexMappings.ofTemplates(templates);
        List<Finding> findings = new ArrayList<>();
        RULES.forEach(rule -> findings.addAll(rule.check(objects, mappings)));
        return findings;
    }

    /**
     * Rules 1 to 9: the last one runs the search of every panel, and asks that each gives at least one bucket and that no
     * document falls out of its buckets. It is meant for a server that holds data for every panel.
     *
     * @param search the server
     */
    public static List<Finding> run(String ndjson, Collection<String> templates, Search search) {
        List<Finding> findings = new ArrayList<>(run(ndjson, templates));
        findings.addAll(
                new ExecutionRule(search).check(SavedObjects.parse(ndjson), IndexMappings.ofTemplates(templates)));
        return findings;
    }
}
