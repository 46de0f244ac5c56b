package io.tillwatch.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A console on loopback over a made-up world, and the few calls that ask it. */
final class RunningConsole implements AutoCloseable {
    final PreviewWorld world;
    private final ConsoleServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningConsole(PreviewWorld world, ConsoleServer server) {
        this.world = world;
        this.server = server;
    }

    static RunningConsole of(PreviewWorld world) {
        return of(world, world.ports(), 0);
    }

    static RunningConsole of(PreviewWorld world, ConsolePorts ports, int port) {
        return new RunningConsole(
                world,
                ConsoleServer.start(
                        new ConsoleConfig("127.0.0.1", port),
                        ports,
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        world.clock));
    }

    int port() {
        return server.port();
    }

    String url(String path) {
        return server.url() + path.substring(1);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url(path))).build());
    }

    JsonNode json(String path) {
        return json(get(path));
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The status line of a request with any Host header, which the JDK's client does not let through. */
    String statusWithHost(String path, String host) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.mapper().readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + response.body(), e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
