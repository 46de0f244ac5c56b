package io.tillwatch.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.IndexNames;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.elasticsearch.client.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ElasticsearchExtension.class)
class IndexRetentionTest {
    private static final Instant NOW = Instant.parse("2026-03-31T08:00:00Z");

    @Test
    void a_server_without_lifecycles_loses_the_days_that_are_too_old_and_nothing_else(EmbeddedElasticsearch server)
            throws Exception {
        try (ElasticClient client = ElasticClient.connect(server.url(), ElasticAccess.OPEN)) {
            // Given
            Elastic.clean(client);
            boolean lifecycles = IndexSetup.run(client, 30);
            for (String index : List.of(
                    "tillwatch-signals-2026.02.28",
                    "tillwatch-signals-2026.03.01",
                    "tillwatch-signals-2026.03.31",
                    "tillwatch-signals-reindexed",
                    "tillwatch-audit-2020.01.01",
                    "tillwatch-incidents-v1")) {
                client.rest().performRequest(new Request("PUT", "/" + index));
            }

            // When
            List<String> deleted = IndexRetention.deleteOld(client, 30, NOW);

            // Then
            assertThat(lifecycles).isFalse();
            assertThat(deleted).containsExactly("tillwatch-signals-2026.02.28");
            assertThat(Elastic.get(client, "/_cat/indices/tillwatch-*?format=json&h=index"))
                    .hasSize(5);
            assertThat(IndexRetention.deleteOld(client, 30, NOW)).isEmpty();
        }
    }

    /** The small server of the tests has no lifecycles, so another one stands in, which keeps what it is told. */
    @Test
    void a_server_with_lifecycles_gets_a_policy_and_daily_templates_that_name_it() throws Exception {
        Map<String, JsonNode> put = new ConcurrentHashMap<>();
        HttpServer full = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        full.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("PUT")) {
                put.put(exchange.getRequestURI().getPath(), Json.read(body, JsonNode.class));
            }
            byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        full.start();
        URI url = URI.create("http://127.0.0.1:" + full.getAddress().getPort());
        try (ElasticClient client = ElasticClient.connect(url, ElasticAccess.OPEN)) {
            // When
            boolean lifecycles = IndexSetup.run(client, 14);

            // Then
            assertThat(lifecycles).isTrue();
            assertThat(put.get("/_ilm/policy/tillwatch-daily")
                            .at("/policy/phases/delete/min_age")
                            .asText())
                    .isEqualTo("14d");
            IndexTemplates.all()
                    .keySet()
                    .forEach(name -> assertThat(put.get("/_index_template/" + name)
                                    .at("/template/settings")
                                    .has("index.lifecycle.name"))
                            .as(name)
                            .isEqualTo(IndexRetention.DAILY.contains(name)));
            assertThat(IndexRetention.DAILY).doesNotContain(IndexNames.AUDIT, IndexNames.INCIDENTS);
        } finally {
            full.stop(0);
        }
    }
}
