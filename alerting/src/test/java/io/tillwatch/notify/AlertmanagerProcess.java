package io.tillwatch.notify;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.engines.Ports;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real Alertmanager on loopback, with its own data directory. */
final class AlertmanagerProcess implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI url;

    private AlertmanagerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** As Debian calls it, or as its makers do; empty when the machine has none. */
    static Optional<Path> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory ->
                        Stream.of("prometheus-alertmanager", "alertmanager").map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param told where it sends what it makes of the alerts */
    static AlertmanagerProcess start(Path program, Path dir, URI told) throws IOException {
        Path config = Files.writeString(Files.createDirectories(dir).resolve("alertmanager.yml"), """
                route:
                  receiver: test
                  group_by: [alertname, flow]
                  group_wait: 1s
                  group_interval: 1s
                  repeat_interval: 1h
                receivers:
                  - name: test
                    webhook_configs: [{url: "%s", send_resolved: true}]
                """.formatted(told));
        int port = Ports.free();
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + dir.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="))
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("alertmanager.log").toFile())
                .start();
        AlertmanagerProcess started = new AlertmanagerProcess(process, URI.create("http://127.0.0.1:" + port));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> started.get("/api/v2/status").has("versionInfo"));
        return started;
    }

    URI url() {
        return url;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path)).build();
        return Json.read(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body(), JsonNode.class);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
