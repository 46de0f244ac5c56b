package io.tillwatch.contracts.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FlowCatalogueTest {
    private static final String ONE = """
            flows:
              - id: a
                name: A to B
                owner: team
                tier: 1
                latency: realtime
                systems: [a, b]
                rto: PT15M
                rpo: PT0S
                fallback: queue
                escalation: oncall
                runbook: docs
                longestOffline: PT0S
            """;

    private final FlowCatalogue demo = FlowCatalogue.demo();

    @Test
    void demo_catalogue_loads_and_names_topics_that_exist() {
        // Given
        var topics = Topics.all().stream().map(Topic::name).collect(Collectors.toSet());

        // Then
        assertThat(demo.all()).hasSize(14).extracting(Flow::id).startsWith("pos-sales", "web-orders");
        assertThat(demo.all()).allSatisfy(flow -> assertThat(topics).containsAll(flow.topics()));
        assertThat(demo.find("pos-sales").orElseThrow().longestOffline()).isEqualTo(Duration.ofDays(3));
        assertThat(demo.find("no-such-flow")).isEmpty();
    }

    @Test
    void graph_goes_up_to_all_ancestors_nearest_first_and_down_one_step() {
        assertThat(demo.ancestors("odoo-postings"))
                .startsWith("odoo-import", "settlements")
                .contains("web-orders", "pos-sales", "payments", "refunds")
                .doesNotContain("odoo-postings", "stock-feed");
        assertThat(demo.ancestors("pos-sales")).isEmpty();
        assertThat(demo.downstream("pos-sales")).extracting(Flow::id).containsExactly("stock-feed", "odoo-import");
    }

    @Test
    void a_ring_of_flows_has_an_end() {
        // Given
        String ring = ONE.replace("runbook: docs", "runbook: docs\n    upstream: [b]")
                + ONE.replace("flows:\n", "")
                        .replace("id: a", "id: b")
                        .replace("runbook: docs", "runbook: docs\n    upstream: [a]");

        // When
        FlowCatalogue catalogue = load(ring);

        // Then
        assertThat(catalogue.ancestors("a")).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "tier", "latency", "rto", "rpo", "fallback", "escalation", "runbook", "name"})
    void a_flow_without_what_it_must_have_is_refused_by_name(String field) {
        // Given
        String lacking = ONE.replaceFirst("    " + field + ": .*\n", "");

        // Then
        assertThatThrownBy(() -> load(lacking))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a." + field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PT15M; 15 minutes; rto",
                "realtime; soon; latency",
                "tier: 1; tier: 5; a.tier",
                "longestOffline: PT0S; longestOfline: PT0S; longestOfline",
                "owner: team; owner: ' '; a.owner",
                "rpo: PT0S; upstream: [x]; rpo"
            })
    void a_wrong_value_is_refused_by_field(String found, String replaced, String field) {
        assertThatThrownBy(() -> load(ONE.replace(found, replaced)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field);
    }

    @Test
    void a_field_said_twice_is_refused() {
        assertThatThrownBy(() -> load(ONE + "    owner: other\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owner");
    }

    @Test
    void an_unknown_upstream_a_double_id_and_an_empty_page_are_refused() {
        assertThatThrownBy(() -> load(ONE + "    upstream: [ghost]\n"))
                .hasMessageContaining("a.upstream")
                .hasMessageContaining("ghost");
        assertThatThrownBy(() -> load(ONE + ONE.replace("flows:\n", ""))).hasMessageContaining("twice");
        assertThatThrownBy(() -> load("flows: []")).hasMessageContaining("no flows");
        assertThatThrownBy(() -> load("")).hasMessageContaining("flow catalogue");
    }

    private static FlowCatalogue load(String yaml) {
        return FlowCatalogue.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
