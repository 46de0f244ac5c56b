package io.tillwatch.engines;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One KRaft broker and controller in this process, on loopback; starts again on its data directory. */
public final class EmbeddedKafka implements Engine {
    private static final String FORMATTED = "meta.properties";
    private static final int CHECK_SECONDS = 5;

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private boolean closed;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param dataDir its log and metadata; formatted when empty
     * @param port 0 for any free one
     * @throws EngineException when the port is taken, the directory's name is none for Kafka, or the broker does not come up
     */
    public static EmbeddedKafka start(Path dataDir, int port) {
        int brokerPort = Ports.choose(port, "kafka.port");
        int controllerPort = Ports.free();
        String log = dataDir.resolve("log").toAbsolutePath().toString();
        if (log.indexOf(',') >= 0) {
            throw new EngineException("the data directory " + dataDir
                    + " holds a comma, which Kafka takes for the end of" + " a name: choose another with --data-dir");
        }
        try {
            Files.createDirectories(Path.of(log));
            boolean fresh = !Files.exists(Path.of(log, FORMATTED));
            if (fresh) {
                format(log);
            }
            KafkaRaftServer server =
                    new KafkaRaftServer(new KafkaConfig(settings(log, brokerPort, controllerPort), false), Time.SYSTEM);
            server.startup();
            EmbeddedKafka kafka = new EmbeddedKafka(server, "127.0.0.1:" + brokerPort);
            Health health = kafka.check();
            if (!health.up()) {
                kafka.close();
                throw new EngineException("the embedded Kafka does not answer: " + health.reason());
            }
            if (!fresh) {
                kafka.endHangingTransactions();
            }
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + dataDir + " for the embedded Kafka", e);
        }
    }

    private void endHangingTransactions() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            HangingTransactions.abort(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new EngineException("stopped while the embedded Kafka started", e);
        } catch (ExecutionException e) {
            close();
            throw new EngineException(
                    "the embedded Kafka started, but cannot end what a kill left open:"
                            + " start again, and look into the log file when it comes back",
                    e);
        }
    }

    /** Address for clients. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public String name() {
        return "Kafka";
    }

    @Override
    public Health check() {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", CHECK_SECONDS * 1000,
                "default.api.timeout.ms", CHECK_SECONDS * 1000))) {
            admin.describeCluster().nodes().get(CHECK_SECONDS, TimeUnit.SECONDS);
            return Health.UP;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.down("interrupted while asking " + bootstrapServers);
        } catch (Exception e) {
            return Health.down("no answer from " + bootstrapServers + " within " + CHECK_SECONDS + " s");
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.shutdown();
            server.awaitShutdown();
        }
    }

    private static void format(String log) throws IOException {
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(log)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .addDirectory(log)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new EngineException("cannot format the embedded Kafka's directory " + log, e);
        }
    }

    private static Map<String, Object> settings(String log, int port, int controllerPort) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", log);
        settings.put("num.partitions", "2");
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("transaction.max.timeout.ms", "900000");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("log.segment.bytes", "67108864");
        settings.put("log.index.size.max.bytes", "1048576");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("unstable.api.versions.enable", "false");
        // Record timestamps follow the clock of the world that is watched, which a simulation runs at will and a
        // broken till sets a year ahead: the broker must neither refuse nor age records by them.
        settings.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
        settings.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
        settings.put("log.retention.ms", "-1");
        return settings;
    }
}
