package io.tillwatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.IndexNames;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.client.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Templates, documents and searches against a real server. */
@ExtendWith(ElasticsearchExtension.class)
class StrictIndicesTest {
    private ElasticClient client;

    @BeforeEach
    void setUp(EmbeddedElasticsearch server) throws Exception {
        client = ElasticClient.connect(server.url(), ElasticAccess.OPEN);
        Elastic.clean(client);
        IndexSetup.run(client);
    }

    @AfterEach
    void tearDown() {
        client.close();
    }

    @Test
    void every_kind_of_record_is_stored_full_and_bare_with_all_its_fields() throws Exception {
        // Given
        List<IndexDocument> documents = new ArrayList<>(Samples.documents(true));
        documents.addAll(Samples.documents(false).subList(1, 8));

        // When
        Map<String, String> refused = Elastic.write(client, documents);

        // Then
        assertThat(refused).isEmpty();
        for (IndexDocument document : documents) {
            assertThat(Elastic.source(client, document)).isEqualTo(Json.mapper().readTree(Json.bytes(document.body())));
        }
        assertThat(IndexCounts.of(client))
                .isEqualTo(Map.of(
                        IndexNames.INCIDENTS, 1L,
                        IndexNames.SIGNALS, 2L,
                        IndexNames.POSITIONS, 2L,
                        IndexNames.CASES, 2L,
                        IndexNames.FLOW_HEALTH, 2L,
                        IndexNames.QUARANTINE, 2L,
                        IndexNames.SUPPRESSIONS, 2L,
                        IndexNames.AUDIT, 2L));
    }

    @Test
    void unknown_field_is_refused_with_its_reason_and_does_not_hold_up_the_others() throws Exception {
        // Given
        List<IndexDocument> documents = new ArrayList<>();
        for (IndexDocument good : Samples.documents(true)) {
            Map<String, Object> body = new LinkedHashMap<>(good.body());
            body.put("tillwatch.surprise", "x");
            documents.add(new IndexDocument(good.index(), "bad-" + good.key(), good.version(), body));
            documents.add(good);
        }

        // When
        Map<String, String> refused = Elastic.write(client, documents);

        // Then
        assertThat(refused).hasSize(8).allSatisfy((id, reason) -> {
            assertThat(id).startsWith("bad-");
            assertThat(reason).isEqualTo("strict_dynamic_mapping_exception");
        });
        assertThat(IndexCounts.of(client).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(8);
    }

    @Test
    void value_that_does_not_fit_its_type_is_refused() throws Exception {
        // Given
        IndexDocument good = Samples.documents(true).get(2);
        Map<String, Object> body = new LinkedHashMap<>(good.body());
        body.put("tillwatch.available", "many");

        // When
        Map<String, String> refused =
                Elastic.write(client, List.of(new IndexDocument(good.index(), "bad", good.version(), body)));

        // Then
        assertThat(refused).containsExactly(Map.entry("bad", "document_parsing_exception"));
    }

    @Test
    void older_version_never_replaces_a_newer_one_and_the_same_one_changes_nothing() throws Exception {
        // Given
        IndexDocument third = Documents.of(Samples.incident("inc-1", 3));

        // When
        Map<String, String> refused = Elastic.write(client, List.of(third));
        refused.putAll(Elastic.write(client, List.of(Documents.of(Samples.incident("inc-1", 2)))));
        refused.putAll(Elastic.write(client, List.of(third)));

        // Then
        assertThat(refused).isEmpty();
        assertThat(Elastic.all(client, IndexNames.INCIDENTS)).singleElement().satisfies(hit -> {
            assertThat(hit.version()).isEqualTo(3);
            assertThat(hit.source().get("message").asText()).isEqualTo("version 3");
        });
    }

    @Test
    void setup_twice_changes_nothing() throws Exception {
        // Given
        Elastic.write(client, Samples.documents(true));
        JsonNode templates = Elastic.get(client, "/_index_template/tillwatch-*");
        JsonNode mappings = Elastic.get(client, "/tillwatch-*/_mapping");

        // When
        IndexSetup.run(client);

        // Then
        assertThat(Elastic.get(client, "/_index_template/tillwatch-*")).isEqualTo(templates);
        assertThat(Elastic.get(client, "/tillwatch-*/_mapping")).isEqualTo(mappings);
        assertThat(templates.get("index_templates")).hasSize(8);
    }

    @Test
    void setup_brings_new_fields_to_indices_that_stand_already() throws Exception {
        // Given: an index of a former release, which knew no model
        Elastic.clean(client);
        Request old = new Request("PUT", "/tillwatch-signals-2026.11.23");
        old.setJsonEntity(
                "{\"mappings\": {\"dynamic\": \"strict\", \"properties\": {\"@timestamp\": {\"type\": \"date\"}}}}");
        client.rest().performRequest(old);

        // When
        IndexSetup.run(client);

        // Then
        assertThat(Elastic.write(client, List.of(Documents.of(Samples.signal("s-1", true)))))
                .isEmpty();
    }

    @Test
    void setup_says_what_to_do_when_an_index_of_somebody_else_is_in_the_way() throws Exception {
        // Given
        Elastic.clean(client);
        Request other = new Request("PUT", "/tillwatch-signals-other");
        other.setJsonEntity("{\"mappings\": {\"properties\": {\"tillwatch.score\": {\"type\": \"keyword\"}}}}");
        client.rest().performRequest(other);

        // Then
        assertThatThrownBy(() -> IndexSetup.run(client))
                .isInstanceOf(IndexException.class)
                .hasMessage("Elasticsearch refused new fields for the indices tillwatch-signals-* with status 400: an"
                        + " index there has other fields under the same names; move it away");
    }

    @Test
    void server_that_is_away_is_said_in_one_line() {
        try (ElasticClient nobody = ElasticClient.connect(URI.create("http://127.0.0.1:9"), ElasticAccess.OPEN)) {
            assertThatThrownBy(() -> IndexSetup.run(nobody))
                    .hasMessage("Elasticsearch does not answer: check elasticsearch.url and that it runs");
            assertThatThrownBy(() -> IndexCounts.of(nobody)).isInstanceOf(IndexException.class);
            assertThatThrownBy(() -> new PositionSearch(nobody).search(null, null, null, false, 1, 10))
                    .isInstanceOf(IndexException.class);
        }
    }

    @Test
    void positions_are_found_by_text_location_bound_and_interval_page_by_page() throws Exception {
        // Given
        List<IndexDocument> documents = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            documents.add(Documents.of(Samples.position(
                    "SKU-%03d".formatted(i), "store-%02d".formatted(i % 3), Integer.toString(i - 5), i % 10 == 0)));
        }
        Elastic.write(client, documents);
        IndexCounts.of(client);
        PositionSearch search = new PositionSearch(client);

        // Then
        assertThat(search.search(null, null, null, false, 2, 12)).satisfies(page -> {
            assertThat(page.total()).isEqualTo(30);
            assertThat(page.positions())
                    .extracting(StockPosition::sku)
                    .startsWith("SKU-012")
                    .hasSize(12);
        });
        assertThat(search.search("sku-02", null, null, false, 1, 50).total()).isEqualTo(10);
        assertThat(search.search("STORE-01", null, null, false, 1, 50).total()).isEqualTo(10);
        assertThat(search.search("*", null, null, false, 1, 50).total()).isEqualTo(30);
        assertThat(search.search(null, "store-02", new BigDecimal("0"), false, 1, 50)
                        .total())
                .isEqualTo(1);
        assertThat(search.search(null, null, null, true, 1, 50).positions())
                .extracting(StockPosition::sku)
                .containsExactly("SKU-000", "SKU-010", "SKU-020");
        assertThat(search.search("nothing like it", null, null, false, 1, 50).positions())
                .isEmpty();
    }

    @Test
    void position_comes_back_exactly_as_it_was() throws Exception {
        // Given
        StockPosition position = Samples.position("SKU-1", "store-07", "0.1", true);
        Elastic.write(client, List.of(Documents.of(position)));
        IndexCounts.of(client);

        // When
        StockPosition found = new PositionSearch(client)
                .search("SKU-1", null, null, false, 1, 1)
                .positions()
                .get(0);

        // Then
        assertThat(found).isEqualTo(position);
    }
}
