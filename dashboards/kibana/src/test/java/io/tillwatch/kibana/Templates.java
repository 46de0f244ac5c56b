package io.tillwatch.kibana;

import io.tillwatch.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The index templates. */
final class Templates {
    private Templates() {}

    static List<String> all() {
        List<String> templates = new ArrayList<>();
        templates.add(template(
                Views.INCIDENTS,
                Map.of(
                        Fields.STARTED,
                        "date",
                        Fields.KIND,
                        "keyword",
                        Fields.FLOW,
                        "keyword",
                        Fields.STATUS,
                        "keyword",
                        Fields.PRIORITY,
                        "integer",
                        Fields.MONEY,
                        "long",
                        Fields.MONEY_CURRENCY,
                        "keyword")));
        templates.add(template(Views.SIGNALS, Map.of(Fields.KIND, "keyword", Fields.FLOW, "keyword")));
        templates.add(template(Views.SUPPRESSIONS, Map.of()));
        templates.add(template(Views.AUDIT, Map.of()));
        templates.add(template(Views.POSITIONS, Map.of(Fields.SKU, "keyword", Fields.AVAILABLE, "double")));
        templates.add(template(
                Views.CASES,
                Map.of(
                        Fields.CASE_KIND,
                        "keyword",
                        Fields.CASE_OPEN,
                        "boolean",
                        Fields.CASE_VALUE,
                        "long",
                        Fields.CASE_CURRENCY,
                        "keyword")));
        templates.add(template(
                Views.FLOW_HEALTH,
                Map.of(
                        Fields.FLOW,
                        "keyword",
                        Fields.FLOW_STATUS,
                        "keyword",
                        Fields.HEAD_OF_LINE,
                        "long",
                        Fields.BACKLOG,
                        "long")));
        templates.add(template(Views.QUARANTINE, Map.of(Fields.REASON, "keyword")));
        return templates;
    }

    static String indexOf(DataView view) {
        return view.index();
    }

    private static String template(DataView view, Map<String, String> fields) {
        Map<String, Object> properties = new java.util.LinkedHashMap<>();
        properties.put(view.timeField(), Map.of("type", "date"));
        for (Map.Entry<String, String> field : fields.entrySet()) {
            properties.put(field.getKey(), Map.of("type", field.getValue()));
        }
        return new String(
                Json.bytes(Map.of(
                        "index_patterns",
                        List.of(view.index()),
                        "template",
                        Map.of("mappings", Map.of("dynamic", "strict", "properties", properties)))),
                StandardCharsets.UTF_8);
    }
}
