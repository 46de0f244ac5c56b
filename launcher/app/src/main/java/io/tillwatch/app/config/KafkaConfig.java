package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The backbone.
 *
 * @param bootstrapServers your brokers; null starts an embedded one
 * @param port port of the embedded broker
 * @param replicationFactor of topics that Tillwatch creates
 * @param properties client properties (security and the like) that are passed on as they are
 */
public record KafkaConfig(
        @Nullable String bootstrapServers, int port, short replicationFactor, Map<String, String> properties) {
    static final KafkaConfig DEFAULT = of(null, null, null, null);

    @JsonCreator
    static KafkaConfig of(
            @JsonProperty("bootstrapServers") @Nullable String bootstrapServers,
            @JsonProperty("port") @Nullable Integer port,
            @JsonProperty("replicationFactor") @Nullable Short replicationFactor,
            @JsonProperty("properties") @Nullable Map<String, String> properties) {
        Check.that(
                bootstrapServers == null || bootstrapServers.contains(":"),
                "kafka.bootstrapServers",
                "must list host:port, separated by commas");
        short replication = replicationFactor == null ? 1 : replicationFactor;
        Check.that(replication >= 1, "kafka.replicationFactor", "must be at least 1");
        return new KafkaConfig(
                bootstrapServers,
                Check.port(port, 19_092, "kafka.port"),
                replication,
                properties == null ? Map.of() : Map.copyOf(properties));
    }

    public KafkaConfig onPort(int other) {
        return new KafkaConfig(bootstrapServers, other, replicationFactor, properties);
    }
}
