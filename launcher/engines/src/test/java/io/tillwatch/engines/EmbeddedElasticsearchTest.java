package io.tillwatch.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.engines.junit.ElasticsearchExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedElasticsearchTest {
    private static final int HEAP_MEGABYTES = 256;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void keeps_documents_over_a_restart_and_leaves_no_process(@TempDir Path dataDir) throws Exception {
        // Given a server with a document
        Path home = ElasticsearchExtension.unpacked(ElasticsearchDistribution.locate(null, progress -> {}));
        long firstPid;
        try (EmbeddedElasticsearch elasticsearch = EmbeddedElasticsearch.start(home, dataDir, 0, HEAP_MEGABYTES)) {
            firstPid = elasticsearch.pid();
            assertThat(put(elasticsearch.url().resolve("/things/_doc/1?refresh=true"), "{\"name\":\"till\"}"))
                    .isEqualTo(201);
            assertThat(elasticsearch.residentBytes()).isGreaterThan(100_000_000);
        }
        assertThat(ProcessHandle.of(firstPid).filter(ProcessHandle::isAlive)).isEmpty();

        // When it starts again on its data directory
        try (EmbeddedElasticsearch elasticsearch = EmbeddedElasticsearch.start(home, dataDir, 0, HEAP_MEGABYTES)) {

            // Then the document is there
            assertThat(get(elasticsearch.url().resolve("/things/_doc/1"))).contains("\"name\":\"till\"");
        }
    }

    private int put(URI uri, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("content-type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    private String get(URI uri) throws Exception {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
