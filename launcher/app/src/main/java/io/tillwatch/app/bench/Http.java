package io.tillwatch.app.bench;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.StockPosition;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Point reads over HTTP. The plain client of the platform: it costs a fraction of what the server does, and keeps its
 * connections. Thread-safe.
 */
final class Http {
    private static final String CONNECTIONS = "http.maxConnections";
    private static final int KEPT = 64;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final String base;

    /** @param base the console's address, with a slash at its end */
    Http(String base) {
        // Read once by the platform, at the first request; the default of five would close connections all the time.
        System.setProperty(CONNECTIONS, Integer.toString(KEPT));
        this.base = base;
    }

    /** The body of the answer; null when the position is not known. */
    byte @Nullable [] get(String key) throws IOException {
        int bar = key.lastIndexOf('|');
        URI address = URI.create(base + "api/v1/stock/" + key.substring(0, bar) + "/" + key.substring(bar + 1));
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
            try (InputStream body = connection.getInputStream()) {
                return body.readAllBytes();
            }
        }
        try (InputStream body = connection.getErrorStream()) {
            String problem = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (status == HttpURLConnection.HTTP_NOT_FOUND) {
                return null;
            }
            throw new IOException("status " + status + " " + problem);
        }
    }

    /** The position; null when it is not known. */
    @Nullable
    StockPosition position(String key) throws IOException {
        byte[] body = get(key);
        return body == null
                ? null
                : Json.mapper().treeToValue(Json.mapper().readTree(body).path("position"), StockPosition.class);
    }
}
