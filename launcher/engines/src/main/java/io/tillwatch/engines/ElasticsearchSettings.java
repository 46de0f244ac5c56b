package io.tillwatch.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the configuration directory of an embedded server. */
final class ElasticsearchSettings {
    /** Lines of the stock jvm.options that a small server replaces. */
    private static final Set<String> REPLACED = Set.of("-XX:+UseG1GC", "-XX:+HeapDumpOnOutOfMemoryError");

    private ElasticsearchSettings() {}

    static Path write(
            Path home, Path dataDir, int httpPort, int heapMegabytes, EmbeddedElasticsearch.@Nullable Secured secured)
            throws IOException {
        Path settings = Files.createDirectories(dataDir.resolve("config"));
        List<String> security = secured == null ? List.of("xpack.security.enabled: false") : secured.settings();
        if (secured != null) {
            for (Map.Entry<String, String> file : secured.files().entrySet()) {
                Files.writeString(settings.resolve(file.getKey()), file.getValue());
            }
        }
        Files.write(
                settings.resolve("elasticsearch.yml"),
                Stream.concat(
                                security.stream(),
                                Stream.of(
                                        "cluster.name: tillwatch",
                                        "node.name: tillwatch",
                                        "path.data: " + Files.createDirectories(dataDir.resolve("data")),
                                        "path.logs: " + Files.createDirectories(dataDir.resolve("logs")),
                                        "network.host: 127.0.0.1",
                                        "http.port: " + httpPort,
                                        "transport.port: " + Ports.free(),
                                        "discovery.type: single-node",
                                        // One node on somebody's laptop must not stop because its disk is 90 % full.
                                        "cluster.routing.allocation.disk.threshold_enabled: false"))
                        .toList());
        try (Stream<String> stock = Files.lines(home.resolve("config/jvm.options"))) {
            Files.write(
                    settings.resolve("jvm.options"),
                    Stream.concat(
                                    Stream.of(
                                            "-Xms" + heapMegabytes + "m",
                                            "-Xmx" + heapMegabytes + "m",
                                            "-XX:+UseSerialGC",
                                            "-XX:MaxDirectMemorySize=96m",
                                            "-XX:ReservedCodeCacheSize=96m",
                                            // On two cores the optimizing compiler took half of a short run's
                                            // server; one that stays is a cluster of the user's, not this one.
                                            "-XX:TieredStopAtLevel=1"),
                                    stock.filter(line -> !REPLACED.contains(line) && !line.startsWith("-Xlog:gc")))
                            .toList());
        }
        Files.copy(
                home.resolve("config/log4j2.properties"),
                settings.resolve("log4j2.properties"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return settings;
    }
}
