package io.tillwatch.app.assembly;

import io.tillwatch.app.UserError;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.engines.ElasticsearchDistribution;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.EngineException;
import io.tillwatch.engines.Ports;
import io.tillwatch.index.ElasticClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * The backbone and the search engine: yours where the configuration names them, embedded ones where not. Both embedded
 * ones start side by side.
 *
 * @param clientProperties for every Kafka client
 * @param embedded the embedded search engine; null when it is yours
 */
public record Engines(
        Map<String, Object> clientProperties,
        ElasticClient elastic,
        @Nullable EmbeddedElasticsearch embedded) {
    private static final int HEAP_MB = 512;

    /**
     * @param console whether this process will serve the console, so that its port is looked at as well
     * @throws UserError when a port is taken or a server does not answer
     */
    public static Engines open(TillwatchConfig config, boolean console, Assembly assembly, Terminal terminal) {
        try {
            if (console && config.console().port() != 0) {
                Ports.choose(config.console().port(), "console.port, or --port");
            }
            if (config.elasticsearch().url() == null) {
                EmbeddedElasticsearch.stopLeftover(searchData(config));
            }
            // All checked before any server starts, so that a taken port is told at once and leaves nothing behind.
            int kafkaPort = config.kafka().bootstrapServers() == null
                    ? Ports.choose(config.kafka().port(), "kafka.port")
                    : 0;
            int elasticPort = config.elasticsearch().url() == null
                    ? Ports.choose(config.elasticsearch().port(), "elasticsearch.port")
                    : 0;
            CompletableFuture<@Nullable EmbeddedElasticsearch> elastic =
                    CompletableFuture.supplyAsync(() -> elasticsearch(config, elasticPort, assembly, terminal));
            Map<String, Object> clients = kafka(config, kafkaPort, assembly, terminal);
            EmbeddedElasticsearch embedded = elastic.join();
            ElasticClient client = connect(config, embedded, assembly);
            return new Engines(clients, client, embedded);
        } catch (CompletionException e) {
            if (e.getCause() instanceof EngineException engine) {
                throw new UserError(String.valueOf(engine.getMessage()), engine);
            }
            throw e;
        } catch (EngineException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, Object> kafka(TillwatchConfig config, int port, Assembly assembly, Terminal terminal) {
        Map<String, Object> properties = new HashMap<>(config.kafka().properties());
        String servers = config.kafka().bootstrapServers();
        if (servers == null) {
            long began = System.nanoTime();
            EmbeddedKafka kafka = assembly.keep(
                    Assembly.Wave.ENGINES,
                    "Kafka",
                    EmbeddedKafka.start(config.dataDir().resolve("kafka"), port));
            servers = kafka.bootstrapServers();
            terminal.done("Kafka on " + servers, began);
        }
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return Map.copyOf(properties);
    }

    private static @Nullable EmbeddedElasticsearch elasticsearch(
            TillwatchConfig config, int port, Assembly assembly, Terminal terminal) {
        if (config.elasticsearch().url() != null) {
            return null;
        }
        long began = System.nanoTime();
        Path zip = ElasticsearchDistribution.locate(config.elasticsearch().distribution(), terminal::step);
        Path home = ElasticsearchDistribution.unpack(zip, distributions(config), terminal::step);
        EmbeddedElasticsearch server = assembly.keep(
                Assembly.Wave.ENGINES,
                "Elasticsearch",
                EmbeddedElasticsearch.start(home, searchData(config), port, HEAP_MB));
        terminal.done("Elasticsearch on " + server.url(), began);
        return server;
    }

    private static Path searchData(TillwatchConfig config) {
        return config.dataDir().resolve("elasticsearch");
    }

    /** Unpacked once for all data directories of this user. */
    private static Path distributions(TillwatchConfig config) {
        String home = System.getProperty("tillwatch.home");
        return home == null ? config.dataDir().resolve("distributions") : Path.of(home, ".tillwatch", "distributions");
    }

    private static ElasticClient connect(
            TillwatchConfig config, @Nullable EmbeddedElasticsearch embedded, Assembly assembly) {
        var url = config.elasticsearch().url();
        ElasticClient client = ElasticClient.connect(
                url != null ? url : java.util.Objects.requireNonNull(embedded).url(),
                ElasticLogin.of(config.elasticsearch()));
        return assembly.keep(Assembly.Wave.ENGINES, "Elasticsearch client", client);
    }
}
