package io.tillwatch.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A real single-node Elasticsearch server as a process of its own, on loopback, also when the user is root. */
public final class EmbeddedElasticsearch implements Engine {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private final Process process;
    private final URI url;
    private final PidFile pidFile;
    private final HttpClient http;
    private final @Nullable String authorization;
    private final Thread hook = new Thread(this::kill, "stop-elasticsearch");

    /**
     * A server with its own security on.
     *
     * @param settings further lines of its configuration
     * @param files by name, for its configuration directory
     * @param tls trusts the server's certificate
     * @param authorization header of a user who may ask for its health
     */
    public record Secured(List<String> settings, Map<String, String> files, SSLContext tls, String authorization) {}

    private EmbeddedElasticsearch(Process process, URI url, PidFile pidFile, @Nullable Secured secured) {
        this.process = process;
        this.url = url;
        this.pidFile = pidFile;
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2));
        this.http = (secured == null ? client : client.sslContext(secured.tls())).build();
        this.authorization = secured == null ? null : secured.authorization();
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param home unpacked distribution, see {@link ElasticsearchDistribution}
     * @param dataDir its data, configuration and logs
     * @param port 0 for any free one
     * @param heapMegabytes heap of the server
     * @throws EngineException when the port is taken or the server does not come up
     */
    public static EmbeddedElasticsearch start(Path home, Path dataDir, int port, int heapMegabytes) {
        return launched(home, dataDir, port, heapMegabytes, null);
    }

    /** The same with TLS, users and roles. */
    public static EmbeddedElasticsearch start(Path home, Path dataDir, int port, int heapMegabytes, Secured secured) {
        return launched(home, dataDir, port, heapMegabytes, secured);
    }

    private static EmbeddedElasticsearch launched(
            Path home, Path dataDir, int port, int heapMegabytes, @Nullable Secured secured) {
        try {
            Files.createDirectories(dataDir);
            PidFile pidFile = PidFile.in(dataDir);
            pidFile.stopLeftover();
            int httpPort = Ports.choose(port, "elasticsearch.port");
            Path settings =
                    ElasticsearchSettings.write(home, dataDir.toAbsolutePath(), httpPort, heapMegabytes, secured);
            Process process = launch(home, dataDir.toAbsolutePath(), settings);
            EmbeddedElasticsearch elasticsearch = new EmbeddedElasticsearch(
                    process,
                    URI.create((secured == null ? "http" : "https") + "://127.0.0.1:" + httpPort),
                    pidFile,
                    secured);
            Runtime.getRuntime().addShutdownHook(elasticsearch.hook);
            pidFile.write(process.toHandle());
            elasticsearch.awaitReady(dataDir.resolve("elasticsearch.out"));
            return elasticsearch;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start Elasticsearch in " + dataDir, e);
        }
    }

    /**
     * Stops the server that a killed run left behind on this directory, since it holds the port too. Does nothing where
     * there is none.
     *
     * @throws EngineException when another process runs a server there
     */
    public static void stopLeftover(Path dataDir) {
        try {
            PidFile.in(dataDir).stopLeftover();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read which server ran in " + dataDir, e);
        }
    }

    public URI url() {
        return url;
    }

    /** Process id of the server's launcher; its child is the server. */
    public long pid() {
        return process.pid();
    }

    /** Resident memory of the server and its launcher in bytes. */
    public long residentBytes() {
        return tree().all()
                .mapToLong(one -> ProcessMemory.residentBytes(one.pid()).orElse(0))
                .sum();
    }

    @Override
    public String name() {
        return "Elasticsearch";
    }

    @Override
    public Health check() {
        if (!process.isAlive()) {
            return Health.down("the process ended with " + process.exitValue());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        url.resolve("/_cluster/health?wait_for_status=yellow&timeout=1s"))
                .timeout(Duration.ofSeconds(3));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status == 200 ? Health.UP : Health.down(url + " answers " + status);
        } catch (IOException e) {
            return Health.down("no answer from " + url);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.down("interrupted while asking " + url);
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
            pidFile.delete();
        } catch (IllegalStateException alreadyShuttingDown) {
            // The hook runs by itself then and finds the process gone.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + pidFile.path(), e);
        }
    }

    /** Ends it as a failing machine does: at once, without a word. {@link #close} is still needed. */
    public void crash() {
        tree().crash();
    }

    private void kill() {
        tree().stop();
    }

    private ProcessTree tree() {
        return new ProcessTree(process.toHandle());
    }

    private void awaitReady(Path output) throws IOException {
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            if (check().up()) {
                return;
            }
            if (!process.isAlive()) {
                close();
                throw new EngineException("Elasticsearch ended while starting; its last words: " + lastLine(output)
                        + " (all of them in " + output + ")");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new EngineException("stopped while Elasticsearch was starting", e);
            }
        }
        close();
        throw new EngineException(
                "Elasticsearch did not answer within " + START_TIMEOUT.toSeconds() + " s; see " + output);
    }

    private static Process launch(Path home, Path dataDir, Path settings) throws IOException {
        List<String> command = new ArrayList<>(Unprivileged.prefix(dataDir));
        command.add(home.toAbsolutePath().resolve("bin/elasticsearch").toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dataDir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dataDir.resolve("elasticsearch.out").toFile());
        builder.environment().put("ES_PATH_CONF", settings.toString());
        builder.environment().put("ES_JAVA_HOME", ServerJava.of(home).toString());
        builder.environment()
                .put(
                        "ES_TMPDIR",
                        Files.createDirectories(dataDir.resolve("tmp")).toString());
        builder.environment().put("CLI_JAVA_OPTS", "-Xmx48m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        builder.environment().remove("ES_JAVA_OPTS");
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private static String lastLine(Path output) throws IOException {
        List<String> lines = Files.readAllLines(output);
        return lines.isEmpty() ? "(none)" : lines.get(lines.size() - 1);
    }
}
