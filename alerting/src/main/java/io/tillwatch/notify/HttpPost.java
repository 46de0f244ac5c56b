package io.tillwatch.notify;

import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Posts JSON and says whether it was taken. Never names the URL: it may be a secret. Thread-safe. */
final class HttpPost {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    void send(URI url, Map<String, String> headers, Object body) {
        send(url, headers, Json.bytes(body));
    }

    void send(URI url, Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            judge(http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException e) {
            throw new NotDelivered("it does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDelivered("stopped while sending", e);
        }
    }

    /** A wrong key or address is mended by somebody, so the message waits; a message that is called bad stays bad. */
    private static void judge(int status) {
        if (status / 100 == 2) {
            return;
        }
        String says = "it answers with status " + status;
        if (status == 400 || status == 413 || status == 422) {
            throw new NotDelivered.ForGood(says, null);
        }
        throw new NotDelivered(says, null);
    }
}
