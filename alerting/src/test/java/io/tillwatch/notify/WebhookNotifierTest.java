package io.tillwatch.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.IncidentKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookNotifierTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final String SECRET = "a secret of the test";

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(204);
    private HttpServer endpoint;
    private WebhookNotifier notifier;

    private record Received(String id, String timestamp, String signature, String body) {}

    @BeforeEach
    void start() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            if (status.get() == 204) {
                received.add(new Received(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        body));
            }
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        endpoint.start();
        URI url = URI.create("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/hook");
        notifier = WebhookNotifier.start(
                new WebhookConfig(url, SECRET, 2, Duration.ofMillis(20), Duration.ofMillis(100)), () -> NOW);
    }

    @AfterEach
    void stop() {
        notifier.close();
        endpoint.stop(0);
    }

    @Test
    void a_message_is_signed_so_that_the_receiver_can_prove_it() throws Exception {
        notifier.accept(incident("i1", 1, Status.OPEN));

        Received message = await(1).get(0);

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] expected = mac.doFinal(
                (message.id() + "." + message.timestamp() + "." + message.body()).getBytes(StandardCharsets.UTF_8));
        assertThat(message.signature())
                .isEqualTo("v1," + java.util.Base64.getEncoder().encodeToString(expected));
        JsonNode body = Json.mapper().readTree(message.body());
        assertThat(body.path("type").asText()).isEqualTo("incident.opened");
        assertThat(body.path("data").path("priority").asInt()).isEqualTo(1);
        assertThat(message.body()).doesNotContain(SECRET);
    }

    @Test
    void tells_when_it_opens_gets_worse_and_is_over_and_nothing_in_between() {
        notifier.accept(incident("i1", 2, Status.OPEN));
        notifier.accept(incident("i1", 2, Status.OPEN));
        notifier.accept(incident("i1", 1, Status.OPEN));
        notifier.accept(incident("i1", 1, Status.ACKNOWLEDGED));
        notifier.accept(incident("i1", 1, Status.RESOLVED));
        notifier.accept(incident("i2", 4, Status.OPEN));
        notifier.accept(incident("i2", 4, Status.RESOLVED));

        assertThat(await(3))
                .extracting(message -> Json.read(message.body().getBytes(StandardCharsets.UTF_8), JsonNode.class)
                        .path("type")
                        .asText())
                .containsExactly("incident.opened", "incident.raised", "incident.resolved");
    }

    @Test
    void an_endpoint_that_fails_gets_every_message_once_it_is_back_in_order() {
        status.set(503);
        notifier.accept(incident("i1", 1, Status.OPEN));
        notifier.accept(incident("i1", 1, Status.RESOLVED));
        Awaitility.await().until(() -> notifier.figures().failedDeliveries() > 0);

        status.set(204);

        assertThat(await(2))
                .extracting(Received::id)
                .satisfiesExactly(
                        first -> assertThat(first).contains("opened"),
                        second -> assertThat(second).contains("resolved"));
        Awaitility.await().until(() -> notifier.figures().delivered() == 2);
    }

    @Test
    void the_same_occasion_has_the_same_id_in_another_process() {
        notifier.accept(incident("i1", 1, Status.OPEN));
        String first = await(1).get(0).id();

        assertThat(Message.of(Occasion.What.OPENED, incident("i1", 1, Status.OPEN))
                        .id())
                .isEqualTo(first);
    }

    private List<Received> await(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> received.size() >= count);
        return received;
    }

    private static Incident incident(String id, int priority, Status status) {
        return new Incident(
                id,
                1,
                IncidentKind.FLOW_LATE,
                "retailer",
                "web-orders",
                "web-orders",
                status,
                priority,
                0.7,
                List.of(),
                "Web orders are late",
                NOW,
                NOW,
                NOW,
                NOW,
                null,
                1,
                null,
                0,
                List.of("web-orders"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                null,
                "commerce",
                "duty",
                "flow-late.md",
                "Look at the connector.",
                "",
                null,
                null,
                null);
    }
}
