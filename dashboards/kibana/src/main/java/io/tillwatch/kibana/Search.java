package io.tillwatch.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Runs a search on Elasticsearch. */
@FunctionalInterface
public interface Search {
    /**
     * @param index name or pattern
     * @param body search request
     * @return the response
     * @throws UncheckedIOException when the server refuses it or does not answer
     */
    JsonNode search(String index, JsonNode body);

    /** Searches over HTTP without credentials: for an embedded server. */
    static Search http(URI server) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        return (index, body) -> {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/" + index + "/_search"))
                    .timeout(Duration.ofSeconds(30))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                    .build();
            try {
                HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                JsonNode json = Json.mapper().readTree(response.body());
                if (response.statusCode() != 200) {
                    throw new IOException("search on " + index + " answers " + response.statusCode() + ": "
                            + json.at("/error/root_cause/0/reason").asText());
                }
                return json;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot search " + index, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("interrupted while searching " + index, e));
            }
        };
    }
}
