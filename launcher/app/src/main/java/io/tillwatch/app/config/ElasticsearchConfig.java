package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where documents go.
 *
 * @param url your cluster; null starts an embedded server
 * @param port port of the embedded server
 * @param distribution zip of the embedded server; null looks in the local Maven repository and fetches it when absent
 * @param apiKeyEnv name of the environment variable that holds the API key
 */
public record ElasticsearchConfig(
        @Nullable URI url,
        int port,
        @Nullable Path distribution,
        @Nullable String apiKeyEnv) {
    static final ElasticsearchConfig DEFAULT = of(null, null, null, null);

    @JsonCreator
    static ElasticsearchConfig of(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("port") @Nullable Integer port,
            @JsonProperty("distribution") @Nullable Path distribution,
            @JsonProperty("apiKeyEnv") @Nullable String apiKeyEnv) {
        return new ElasticsearchConfig(
                url == null ? null : Check.url(url, "elasticsearch.url"),
                Check.port(port, 19_200, "elasticsearch.port"),
                distribution,
                apiKeyEnv);
    }

    public ElasticsearchConfig onPort(int other) {
        return new ElasticsearchConfig(url, other, distribution, apiKeyEnv);
    }
}
