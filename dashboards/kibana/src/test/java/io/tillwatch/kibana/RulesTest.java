package io.tillwatch.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each rule goes red on the break that it is there for, and only then. */
final class RulesTest {
    @Test
    void a_whole_example_has_no_findings() {
        assertThat(Example.check(Example.ndjson())).isEmpty();
    }

    @Test
    void a_line_that_is_no_json_is_named() {
        assertThatThrownBy(() -> Example.check(Example.ndjson() + "{")).hasMessageContaining("line 3");
    }

    @Nested
    final class Rule1 {
        @Test
        void an_object_that_stands_there_twice() {
            expect(1, Example.ndjson() + Example.ndjson().lines().findFirst().orElseThrow(), "twice");
        }

        @Test
        void a_type_that_is_not_allowed() {
            expect(1, Example.withView(view -> view.put("type", "canvas-workpad")), "not allowed");
        }

        @Test
        void a_missing_version_and_one_that_is_too_new() {
            expect(1, Example.withDashboard(object -> object.remove("typeMigrationVersion")), "typeMigrationVersion");
            expect(1, Example.withDashboard(object -> object.put("typeMigrationVersion", "10.10.0")), "above");
            expect(1, Example.withView(object -> object.put("coreMigrationVersion", "9.0.0")), "above");
        }
    }

    @Nested
    final class Rule2 {
        @Test
        void a_reference_that_leads_nowhere() {
            expect(
                    2,
                    Example.withDashboard(
                            object -> ((ObjectNode) Example.references(object).get(0)).put("id", "gone")),
                    "leads nowhere");
        }

        @Test
        void a_reference_that_is_not_used_and_one_that_lacks() {
            expect(
                    2,
                    Example.withDashboard(object -> {
                        ObjectNode spare = Example.references(object).get(0).deepCopy();
                        Example.references(object).add(spare.put("name", "spare"));
                    }),
                    "does not use");
            expect(2, Example.withDashboard(object -> Example.references(object).remove(0)), "lacks");
        }
    }

    @Nested
    final class Rule3 {
        @Test
        void json_that_is_cut_off_and_json_that_is_no_string() {
            expect(
                    3,
                    Example.withDashboard(object -> ((ObjectNode) object.get("attributes")).put("optionsJSON", "{")),
                    "optionsJSON");
            expect(
                    3,
                    Example.withDashboard(object -> ((ObjectNode) object.get("attributes")).putArray("panelsJSON")),
                    "panelsJSON");
        }
    }

    @Nested
    final class Rule4 {
        @Test
        void a_panel_that_does_not_know_its_place() {
            expect(4, Example.withPanel(0, panel -> grid(panel).put("i", "other")), "differs");
        }

        @Test
        void a_panel_outside_the_grid_and_one_on_another() {
            expect(4, Example.withPanel(1, panel -> grid(panel).put("x", 25)), "outside");
            expect(4, Example.withPanel(1, panel -> grid(panel).put("x", 23)), "lies on");
        }

        private static ObjectNode grid(ObjectNode panel) {
            return (ObjectNode) panel.get("gridData");
        }
    }

    @Nested
    final class Rule5 {
        @Test
        void an_order_that_is_no_permutation() {
            expect(
                    5,
                    Example.withPanel(
                            0,
                            panel -> Example.layer(panel)
                                    .withArray("columnOrder")
                                    .remove(0)),
                    "permutation");
        }

        @Test
        void a_group_after_a_figure() {
            expect(
                    5,
                    Example.withPanel(0, panel -> {
                        var order = Example.layer(panel).withArray("columnOrder");
                        order.insert(0, order.remove(2));
                    }),
                    "after a figure");
        }

        @Test
        void a_drawing_of_a_column_that_is_not_there() {
            expect(
                    5,
                    Example.withPanel(
                            0,
                            panel -> ((ObjectNode)
                                            panel.at("/embeddableConfig/attributes/state/visualization/layers/0"))
                                    .put("xAccessor", "ghost")),
                    "ghost");
        }

        @Test
        void an_operation_that_its_field_cannot_serve() {
            expect(
                    5,
                    Example.withPanel(1, panel -> Example.column(panel, "Value").put("sourceField", "status")),
                    "sum on status, which is keyword");
            expect(
                    5,
                    Example.withPanel(
                            1, panel -> Example.column(panel, "Status").put("sourceField", "note")),
                    "terms on note, which is text");
            expect(
                    5,
                    Example.withPanel(0, panel -> Example.column(panel, "Time").put("sourceField", "amount.minor")),
                    "date_histogram on amount.minor, which is long");
            expect(
                    5,
                    Example.withPanel(1, panel -> Example.column(panel, "Value").put("sourceField", "amount")),
                    "not there");
            expect(
                    5,
                    Example.withPanel(1, panel -> Example.column(panel, "Value").put("operationType", "formula")),
                    "not in the list");
        }

        @Test
        void a_multi_field_of_a_text_serves() {
            assertThat(Example.check(Example.withPanel(
                            1, panel -> Example.column(panel, "Status").put("sourceField", "note.raw"))))
                    .isEmpty();
        }
    }

    @Nested
    final class Rule6 {
        @Test
        void a_data_view_without_template_and_one_whose_time_is_no_date() {
            expect(6, Example.withView(view -> attributes(view).put("title", "parcels*")), "no template");
            expect(6, Example.withView(view -> attributes(view).put("timeFieldName", "status")), "no date");
        }

        private static ObjectNode attributes(ObjectNode view) {
            return (ObjectNode) view.get("attributes");
        }
    }

    @Nested
    final class Rule7 {
        @Test
        void a_control_on_a_field_that_is_not_there() {
            expect(
                    7,
                    Example.withControls(controls ->
                            ((ObjectNode) controls.elements().next().get("explicitInput")).put("fieldName", "store")),
                    "control on store");
        }

        @Test
        void a_query_on_a_field_that_is_not_there_and_one_that_cannot_be_read() {
            expect(7, Example.withPanel(1, panel -> query(panel, "state: open")), "state");
            expect(7, Example.withPanel(1, panel -> query(panel, "status: (open")), "cannot be read");
            expect(
                    7,
                    Example.withPanel(
                            1,
                            panel -> ((ObjectNode) Example.column(panel, "Held").get("filter"))
                                    .put("query", "hold: yes")),
                    "hold");
        }

        private static void query(ObjectNode panel, String kql) {
            ((ObjectNode) panel.at("/embeddableConfig/attributes/state/query")).put("query", kql);
        }
    }

    @Nested
    final class Rule8 {
        @Test
        void a_drilldown_to_a_dashboard_that_is_not_there_and_to_no_web_address() {
            expect(
                    8,
                    Example.withPanel(
                            0, panel -> drilldown(panel, "DASHBOARD_TO_DASHBOARD_DRILLDOWN", "https://example.org/")),
                    "no dashboard");
            expect(8, Example.withPanel(0, panel -> drilldown(panel, "URL_DRILLDOWN", "javascript:go()")), "http");
        }

        @Test
        void a_web_address_with_values_of_the_row_is_well() {
            assertThat(Example.check(Example.withPanel(
                            0,
                            panel -> drilldown(
                                    panel,
                                    "URL_DRILLDOWN",
                                    "http://127.0.0.1:8080/#/incidents?status={{event.value}}"))))
                    .isEmpty();
        }

        private static void drilldown(ObjectNode panel, String factory, String url) {
            ObjectNode event = ((ObjectNode) panel.at("/embeddableConfig/enhancements"))
                    .putObject("dynamicActions")
                    .putArray("events")
                    .addObject();
            event.put("eventId", "e1");
            event.putObject("action")
                    .put("factoryId", factory)
                    .putObject("config")
                    .putObject("url")
                    .put("template", url);
        }
    }

    private static void expect(int rule, String ndjson, String problem) {
        List<KibanaCheck.Finding> findings = Example.check(ndjson);
        assertThat(findings)
                .filteredOn(finding -> finding.rule() == rule)
                .as("findings of rule %d among %s", rule, findings)
                .anySatisfy(finding -> assertThat(finding.problem()).contains(problem));
    }
}
