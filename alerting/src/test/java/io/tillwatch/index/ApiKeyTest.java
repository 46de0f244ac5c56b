package io.tillwatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An API key over TLS: a proxy before the real server ends TLS and lets in who shows the key. */
@ExtendWith(ElasticsearchExtension.class)
class ApiKeyTest {
    private static final String KEY = "aWQ6a2V5LW9mLXRoZS10ZXN0";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void who_shows_the_key_may_set_up_and_write_and_nobody_else(EmbeddedElasticsearch server, @TempDir Path dir)
            throws Exception {
        // Given
        Identity identity = Identity.create(dir);
        HttpsServer proxy = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setHttpsConfigurator(new HttpsConfigurator(identity.tls()));
        // Without threads of its own it would shake hands on the thread that accepts.
        ExecutorService threads = Executors.newCachedThreadPool();
        proxy.setExecutor(threads);
        proxy.createContext("/", exchange -> pass(exchange, server.url()));
        proxy.start();
        URI url = URI.create("https://127.0.0.1:" + proxy.getAddress().getPort());
        try (ElasticClient known =
                        ElasticClient.connect(url, ElasticAccess.apiKey(KEY).trusting(identity.authority()));
                ElasticClient stranger = ElasticClient.connect(
                        url, ElasticAccess.apiKey("b3RoZXI=").trusting(identity.authority()))) {
            Elastic.clean(known);

            // When
            IndexSetup.run(known);
            Map<String, String> refused = Elastic.write(known, Samples.documents(true));

            // Then
            assertThat(refused).isEmpty();
            assertThatThrownBy(() -> IndexSetup.run(stranger)).hasMessageContaining("status 401");
            assertThatThrownBy(() -> Elastic.write(stranger, Samples.documents(false)))
                    .hasMessageContaining("refuses our key")
                    .hasMessageNotContaining("b3RoZXI=");
            assertThat(ElasticAccess.apiKey(KEY).toString()).doesNotContain(KEY);
        } finally {
            proxy.stop(0);
            threads.shutdownNow();
        }
    }

    private void pass(HttpExchange exchange, URI server) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!("ApiKey " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            server.resolve(exchange.getRequestURI().toString()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            for (String name : List.of("Content-Type", "Accept")) {
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                        .ifPresent(value -> request.header(name, value));
            }
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("content-length") && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
