package io.tillwatch.kibana;

import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

/** The few calls that bring templates and documents to a real server. */
final class Server {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;

    Server(URI url) {
        this.url = url;
    }

    void template(String name, String template) {
        call("PUT", "/_index_template/" + name, template);
    }

    void documents(String index, List<Map<String, Object>> documents) {
        StringBuilder bulk = new StringBuilder();
        for (Map<String, Object> document : documents) {
            bulk.append("{\"create\":{}}\n").append(text(document)).append('\n');
        }
        String answer = call("POST", "/" + index + "/_bulk?refresh=true", bulk.toString());
        if (answer.contains("\"errors\":true")) {
            throw new IllegalStateException("documents of " + index + " were refused: " + answer);
        }
    }

    void delete(String index) {
        call("DELETE", "/" + index, "");
    }

    private String call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(method + " " + path + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    private static String text(Object value) {
        return new String(Json.bytes(value), java.nio.charset.StandardCharsets.UTF_8);
    }
}
