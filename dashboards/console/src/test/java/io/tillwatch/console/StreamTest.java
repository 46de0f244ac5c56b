package io.tillwatch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillwatch.contracts.watch.StockPosition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StreamTest {
    private final PreviewWorld world = PreviewWorld.busy();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final HttpClient client = HttpClient.newHttpClient();
    private ConsoleServer server;

    @BeforeEach
    void start() {
        server = ConsoleServer.start(new ConsoleConfig("127.0.0.1", 0, 2, ""), world.ports(), registry, world.clock);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_first_word_is_the_clock_and_then_come_the_changes_that_were_asked_for() throws Exception {
        // Given
        HttpResponse<InputStream> stream = open("/api/v1/stock/stream?sku=TEE-BLK-M&location=store-001");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: clock");
            assertThat(lines.readLine()).startsWith("data: {\"now\":");
            assertThat(lines.readLine()).isEmpty();

            // When
            world.live.apply(world.stock.sell("TEE-BLK-L", "store-001", world.clock.instant()));
            world.live.apply(world.stock.sell("TEE-BLK-M", "store-001", world.clock.instant()));

            // Then
            assertThat(lines.readLine()).isEqualTo("event: positions");
            assertThat(lines.readLine()).contains("\"sku\":\"TEE-BLK-M\"").doesNotContain("TEE-BLK-L");
        }
    }

    @Test
    void a_position_that_stops_to_be_oversold_is_told_once_more_and_then_no_longer() throws Exception {
        // Given
        StockPosition oversold = world.stock.all().stream()
                .filter(position -> position.available().signum() < 0)
                .findFirst()
                .orElseThrow();
        HttpResponse<InputStream> stream = open(
                "/api/v1/stock/stream?below=0&stale=false&sku=" + oversold.sku() + "&location=" + oversold.location());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("event: clock");
            assertThat(lines.readLine()).startsWith("data:");
            assertThat(lines.readLine()).isEmpty();

            // When it is mended, changes twice where nobody asked for it, and is oversold again
            List<String> told = new ArrayList<>();
            for (int available : new int[] {4, 3, 2, -1}) {
                world.live.apply(PreviewStock.withAvailable(oversold, available));
                if (available == 4 || available == -1) {
                    assertThat(lines.readLine()).isEqualTo("event: positions");
                    told.add(lines.readLine());
                    assertThat(lines.readLine()).isEmpty();
                }
            }

            // Then
            assertThat(told.get(0)).contains("\"available\":\"4\"");
            assertThat(told.get(1)).contains("\"available\":\"-1\"");
        }
    }

    @Test
    void a_stream_beyond_the_limit_is_refused_and_a_reader_who_leaves_makes_room() throws Exception {
        // Given
        HttpResponse<InputStream> first = open("/api/v1/stream");
        HttpResponse<InputStream> second = open("/api/v1/stream");

        // When
        HttpResponse<InputStream> third = open("/api/v1/stream");

        // Then
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(new String(third.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("All 2 live connections are taken");

        // When
        first.body().close();

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            world.step(1);
            return registry.get("tillwatch.console.streams").gauge().value() <= 1;
        });
        assertThat(open("/api/v1/stream").statusCode()).isEqualTo(200);
        second.body().close();
    }

    @Test
    void a_stream_must_be_asked_for_as_one() throws Exception {
        // When
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(server.url() + "api/v1/stream"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        // Then
        ApiTest.assertProblem(answer, 406);
    }

    private HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(server.url() + path.substring(1)))
                        .header("Accept", "text/event-stream")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }
}
