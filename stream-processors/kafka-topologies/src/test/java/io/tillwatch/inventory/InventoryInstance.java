package io.tillwatch.inventory;

import com.sun.net.httpserver.HttpServer;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.streams.StreamsConfiguration;
import io.tillwatch.streams.StreamsConfiguration.Instances;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/** One of several instances of the inventory: in this process, or in one of its own that can be killed. */
final class InventoryInstance implements AutoCloseable {
    static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);
    static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(5);

    final InventoryService service;
    private final HttpServer server;

    private InventoryInstance(InventoryService service, HttpServer server) {
        this.service = service;
        this.server = server;
    }

    /** The world's clock stands at the evening of the made-up day. */
    static InventoryInstance start(String bootstrapServers, Path stateDir) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String address = "127.0.0.1:" + server.getAddress().getPort();
        InventoryConfig config = InventoryConfig.of(WorldClock.startingAt(RandomStock.NOW, 1e-6), FlowCatalogue.demo())
                .withHorizon(Duration.ofDays(3650))
                .withPartitions(Cluster.PARTITIONS);
        InventoryService service = InventoryService.start(
                config,
                new StreamsConfiguration(
                        Map.of("bootstrap.servers", bootstrapServers),
                        stateDir,
                        1,
                        Duration.ofMillis(200),
                        Instances.of(address, 1).withTimeouts(SESSION_TIMEOUT, TRANSACTION_TIMEOUT)));
        server.createContext(StockHop.PATH, exchange -> {
            byte[] answer = null;
            int status = exchange.getRequestHeaders().containsKey(StockHop.HEADER) ? 200 : 403;
            try {
                answer = status == 200
                        ? StockHop.answer(
                                service.view(),
                                parameters(exchange.getRequestURI().getRawQuery())::get)
                        : null;
                status = status == 200 && answer == null ? 404 : status;
            } catch (StockUnavailableException e) {
                status = 503;
            }
            exchange.sendResponseHeaders(status, answer == null ? -1 : answer.length);
            if (answer != null) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        return new InventoryInstance(service, server);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** The same in a process of its own; it goes on until it is killed. */
    static Process inItsOwnProcess(String bootstrapServers, Path stateDir) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        InventoryInstance.class.getName(),
                        bootstrapServers,
                        stateDir.toString()))
                .redirectErrorStream(true)
                .redirectOutput(
                        stateDir.resolveSibling(stateDir.getFileName() + ".log").toFile())
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        start(arguments[0], Path.of(arguments[1]));
    }

    @Override
    public void close() {
        server.stop(0);
        service.close();
    }
}
