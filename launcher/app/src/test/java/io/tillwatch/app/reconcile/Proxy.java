package io.tillwatch.app.reconcile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Stands before an Odoo and answers some requests itself. */
final class Proxy implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final String odoo;
    private final Script script;

    /** What the proxy answers itself; null passes a request on. */
    interface Script {
        @Nullable
        Answer answer(String path);
    }

    /**
     * An answer.
     *
     * @param body null keeps the asker waiting
     */
    record Answer(int status, @Nullable String body) {}

    Proxy(String odoo, Script script) throws IOException {
        this.odoo = odoo;
        this.script = script;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        Answer own = script.answer(path);
        try (exchange) {
            if (own != null && own.body() == null) {
                closing.await();
            } else if (own != null) {
                send(
                        exchange,
                        own.status(),
                        "application/json",
                        String.valueOf(own.body()).getBytes(StandardCharsets.UTF_8));
            } else {
                pass(exchange, path, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange exchange, String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(odoo + path)).timeout(Duration.ofSeconds(30));
        for (String header : new String[] {"Authorization", "X-Odoo-Database", "Content-Type"}) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        boolean post = exchange.getRequestMethod().equals("POST");
        HttpResponse<byte[]> response = client.send(
                post
                        ? request.POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build()
                        : request.GET().build(),
                HttpResponse.BodyHandlers.ofByteArray());
        send(
                exchange,
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.body());
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
