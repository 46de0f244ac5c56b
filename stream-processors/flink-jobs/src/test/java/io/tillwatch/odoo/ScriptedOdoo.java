package io.tillwatch.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on loopback that lets a client in and answers the rest as a test says. */
final class ScriptedOdoo implements AutoCloseable {
    static final String DATABASE = "retail";
    static final String USER = "integration_ro";
    static final String SECRET = "0123456789abcdef0123456789abcdef01234567";

    final List<Request> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    record Request(String method, String path, Map<String, List<String>> headers, JsonNode body) {
        /** {@code common.authenticate}, {@code object.execute_kw}, or empty when this is not JSON-RPC. */
        String call() {
            JsonNode params = body.path("params");
            return params.path("service").asText() + "." + params.path("method").asText();
        }
    }

    /** A null body closes the connection without an answer. */
    record Reply(int status, String contentType, String body, Map<String, String> headers) {
        Reply(int status, String contentType, String body) {
            this(status, contentType, body, Map.of());
        }

        static Reply json(String body) {
            return new Reply(200, "application/json; charset=utf-8", body);
        }

        Reply with(String header, String value) {
            return new Reply(status, contentType, body, Map.of(header, value));
        }
    }

    ScriptedOdoo(Function<Request, Reply> script) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, script));
        server.start();
    }

    /** Speaks JSON-RPC only: a server before 19. */
    static ScriptedOdoo jsonRpc(Function<Request, Reply> script) throws IOException {
        return new ScriptedOdoo(request -> {
            if (request.path().equals("/web/version")) {
                return Reply.json("{\"version_info\":[18,0,0,\"final\",0,\"\"],\"version\":\"18.0\"}");
            }
            return request.call().equals("common.authenticate")
                    ? Reply.json("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":10}")
                    : script.apply(request);
        });
    }

    /** Speaks JSON-2; the first question, whether the key opens, is answered. */
    static ScriptedOdoo json2(Function<Request, Reply> script) throws IOException {
        return new ScriptedOdoo(request -> {
            if (request.path().equals("/web/version")) {
                return Reply.json("{\"version_info\":[19,0,0,\"final\",0,\"\"],\"version\":\"19.0\"}");
            }
            return request.path().equals("/json/2/res.currency/fields_get")
                    ? Reply.json("{\"id\":{\"type\":\"integer\"}}")
                    : script.apply(request);
        });
    }

    private void answer(HttpExchange exchange, Function<Request, Reply> script) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        Request request = new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Map.copyOf(exchange.getRequestHeaders()),
                sent.length == 0 ? MissingNode.getInstance() : Json.mapper().readTree(sent));
        asked.add(request);
        Reply reply = script.apply(request);
        try (exchange) {
            if (reply.body() == null) {
                return;
            }
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Impatient and not throttled, so that a test of the answers is quick. */
    OdooSettings settings() {
        return settings(SECRET, 1_000, Duration.ofSeconds(30));
    }

    OdooSettings settings(String secret, int requestsPerSecond, Duration breakerOpenFor) {
        OdooPace usual = OdooPace.USUAL;
        return OdooSettings.of(url(), DATABASE, USER, secret)
                .at(new OdooPace(
                        usual.overlap(),
                        usual.settle(),
                        usual.batchSize(),
                        requestsPerSecond,
                        usual.timeout(),
                        Duration.ofMillis(1),
                        breakerOpenFor));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
