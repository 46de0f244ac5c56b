package io.tillwatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.engines.ElasticsearchDistribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Keys that the real server made, over TLS. It makes them once {@link ServerPlugin} gave it the analyzers it lacks. */
class ApiKeyTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static SecureServer server;
    private static ElasticClient root;

    /** As the server gives it once. */
    private record Key(String id, String encoded) {}

    @BeforeAll
    static void start(@TempDir Path dir) throws Exception {
        Path zip = ElasticsearchDistribution.locate(null, LoggerFactory.getLogger(ApiKeyTest.class)::info);
        Path home = ElasticsearchDistribution.unpack(zip, dir, LoggerFactory.getLogger(ApiKeyTest.class)::info);
        ServerPlugin.install(home);
        server = SecureServer.start(home, dir, Map.of());
        root = server.as("root");
    }

    @AfterAll
    static void stop() {
        if (root != null) {
            root.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void a_key_with_the_role_of_the_documentation_sets_up_writes_and_reads() throws Exception {
        // Given
        Key key = key("{\"tillwatch\": " + SecureServer.role(DOCS) + "}");
        try (ElasticClient client = with(key.encoded())) {
            // When
            IndexSetup.run(client);
            List<IndexDocument> documents = Samples.documents(true);
            Map<String, String> refused = Elastic.write(client, documents);

            // Then
            assertThat(refused).isEmpty();
            for (IndexDocument document : documents) {
                assertThat(Elastic.source(client, document)).isNotNull();
            }
            assertThat(client.health()).isIn("green", "yellow");
            assertThat(AuditSearch.all(client)).hasSize(1);
        }
    }

    @Test
    void the_key_lets_nobody_do_more_than_its_role_though_a_superuser_made_it() throws Exception {
        Key key = key("{\"tillwatch\": " + SecureServer.role(DOCS) + "}");
        try (ElasticClient client = with(key.encoded())) {
            Request request = new Request("PUT", "/somebody-elses-index");
            request.setJsonEntity("{}");

            assertThatThrownBy(() -> client.rest().performRequest(request))
                    .isInstanceOfSatisfying(
                            ResponseException.class,
                            refused -> assertThat(refused.getResponse()
                                            .getStatusLine()
                                            .getStatusCode())
                                    .isEqualTo(403));
        }
    }

    @Test
    void a_key_without_the_rights_is_told_which_it_needs() throws Exception {
        Key key = key("{\"nothing\": {\"cluster\": [], \"indices\": []}}");
        try (ElasticClient client = with(key.encoded())) {
            assertThatThrownBy(() -> IndexSetup.run(client))
                    .isInstanceOf(IndexException.class)
                    .hasMessageContaining("status 403")
                    .hasMessageContaining("it needs manage_index_templates");
            assertThatThrownBy(client::health).hasMessageContaining("it needs monitor");
            assertThatThrownBy(() -> AuditSearch.all(client)).hasMessageContaining("it needs read");
        }
    }

    @Test
    void a_key_that_was_withdrawn_is_refused_wherever_it_is_used_and_the_setting_is_named() throws Exception {
        // Given
        Key key = key("{\"tillwatch\": " + SecureServer.role(DOCS) + "}");
        Request withdraw = new Request("DELETE", "/_security/api_key");
        withdraw.setJsonEntity("{\"ids\": [\"" + key.id() + "\"]}");
        root.rest().performRequest(withdraw);

        try (ElasticClient client = with(key.encoded())) {
            // Then
            String names = "status 401: check the key in the variable that elasticsearch.apiKeyEnv names";
            assertThatThrownBy(client::health).hasMessageContaining(names);
            assertThatThrownBy(() -> IndexSetup.run(client)).hasMessageContaining(names);
            assertThatThrownBy(() -> IndexSetup.run(client, 30)).hasMessageContaining(names);
            assertThatThrownBy(() -> AuditSearch.all(client)).hasMessageContaining(names);
            assertThatThrownBy(() -> Elastic.write(client, Samples.documents(true)))
                    .hasMessageContaining(names)
                    .hasMessageContaining("documents wait");
        }
    }

    private static ElasticClient with(String key) {
        return ElasticClient.connect(server.url(), ElasticAccess.apiKey(key).trusting(server.authority()));
    }

    private static Key key(String roles) throws IOException {
        Request request = new Request("POST", "/_security/api_key");
        request.setJsonEntity("{\"name\": \"tillwatch\", \"role_descriptors\": " + roles + "}");
        JsonNode made = Json.mapper()
                .readTree(root.rest().performRequest(request).getEntity().getContent());
        return new Key(made.get("id").asText(), made.get("encoded").asText());
    }
}
