package io.tillwatch.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import io.tillwatch.kibana.SavedObjects.LensLayer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rule 9 on a real server. */
@ExtendWith(ElasticsearchExtension.class)
final class ExecutionRuleTest {
    private static final String INDEX = "orders-1";

    @BeforeAll
    static void fill(EmbeddedElasticsearch elasticsearch) {
        Server server = new Server(elasticsearch.url());
        server.template("orders", Example.TEMPLATE);
        List<Map<String, Object>> orders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Map<String, Object> order = new HashMap<>();
            order.put("@timestamp", "2026-11-23T%02d:30:00Z".formatted(i));
            order.put("status", i % 3 == 0 ? "open" : i % 3 == 1 ? "held" : "shipped");
            order.put("amount", Map.of("minor", i * 100, "currency", "EUR"));
            orders.add(order);
        }
        server.documents(INDEX, orders);
    }

    @AfterAll
    static void empty(EmbeddedElasticsearch elasticsearch) {
        new Server(elasticsearch.url()).delete(INDEX);
    }

    @Test
    void a_whole_example_runs(EmbeddedElasticsearch elasticsearch) {
        assertThat(check(elasticsearch, Example.ndjson())).isEmpty();
    }

    @Test
    void figures_are_those_of_the_documents(EmbeddedElasticsearch elasticsearch) {
        // Given
        LensLayer table = SavedObjects.parse(Example.ndjson()).layers().get(1);
        JsonNode response = Search.http(elasticsearch.url()).search("orders*", LayerSearch.of(table));

        // When
        Map<String, Double> values = new HashMap<>();
        Map<String, Double> held = new HashMap<>();
        List<String> figures = LayerSearch.figures(table);
        for (JsonNode bucket : response.path("aggregations")
                .path(LayerSearch.buckets(table).get(0))
                .path("buckets")) {
            String status = bucket.path("key").asText();
            values.put(status, bucket.path(figures.get(0)).path("value").asDouble());
            held.put(
                    status,
                    bucket.path(figures.get(1))
                            .path(figures.get(1))
                            .path("value")
                            .asDouble());
        }

        // Then
        assertThat(values)
                .containsOnly(Map.entry("open", 1800.0), Map.entry("held", 2200.0), Map.entry("shipped", 2600.0));
        assertThat(held).containsOnly(Map.entry("open", 0.0), Map.entry("held", 4.0), Map.entry("shipped", 0.0));
    }

    @Test
    void a_query_that_finds_nothing_is_told(EmbeddedElasticsearch elasticsearch) {
        // Given
        String broken = Example.withPanel(0, panel -> query(panel, "status: OPEN"));

        // Then
        assertThat(check(elasticsearch, broken))
                .singleElement()
                .satisfies(finding -> assertThat(finding.problem()).contains("finds nothing"));
    }

    @Test
    void documents_that_fall_out_of_the_groups_are_told(EmbeddedElasticsearch elasticsearch) {
        // Given: no order has a note
        String broken =
                Example.withPanel(1, panel -> Example.column(panel, "Status").put("sourceField", "note.raw"));

        // Then
        assertThat(check(elasticsearch, broken))
                .extracting(KibanaCheck.Finding::problem)
                .containsExactlyInAnyOrder("its search gives no group", "its groups hold 0 of the 12 documents found");
    }

    @Test
    void a_search_that_the_server_refuses_is_told(EmbeddedElasticsearch elasticsearch) {
        // Given
        String broken =
                Example.withPanel(1, panel -> Example.column(panel, "Status").put("sourceField", "note"));

        // Then
        assertThat(check(elasticsearch, broken))
                .anySatisfy(finding ->
                        assertThat(finding.problem()).contains("cannot be run").contains("note"));
    }

    private static List<KibanaCheck.Finding> check(EmbeddedElasticsearch elasticsearch, String ndjson) {
        return KibanaCheck.run(ndjson, List.of(Example.TEMPLATE), Search.http(elasticsearch.url()));
    }

    private static void query(ObjectNode panel, String kql) {
        ((ObjectNode) panel.at("/embeddableConfig/attributes/state/query")).put("query", kql);
    }
}
