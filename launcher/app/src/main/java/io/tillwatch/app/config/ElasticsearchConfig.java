package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where documents go.
 *
 * @param url your cluster; null starts an embedded server
 * @param port port of the embedded server
 * @param distribution zip of the embedded server; null looks in the local Maven repository and fetches it when absent
 * @param apiKeyEnv name of the environment variable that holds the API key
 * @param user in place of a key, with {@code passwordEnv}
 * @param passwordEnv name of the environment variable that holds the user's password
 * @param keepDays how long daily indices are kept, the audit apart; null keeps them for ever
 * @param certificateAuthority PEM file with the authorities to trust; null trusts those of the platform
 */
public record ElasticsearchConfig(
        @Nullable URI url,
        int port,
        @Nullable Path distribution,
        @Nullable String apiKeyEnv,
        @Nullable String user,
        @Nullable String passwordEnv,
        @Nullable Path certificateAuthority,
        @Nullable Integer keepDays) {
    static final ElasticsearchConfig DEFAULT = of(null, null, null, null, null, null, null, null);

    @JsonCreator
    static ElasticsearchConfig of(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("port") @Nullable Integer port,
            @JsonProperty("distribution") @Nullable Path distribution,
            @JsonProperty("apiKeyEnv") @Nullable String apiKeyEnv,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("passwordEnv") @Nullable String passwordEnv,
            @JsonProperty("certificateAuthority") @Nullable Path certificateAuthority,
            @JsonProperty("keepDays") @Nullable Integer keepDays) {
        Check.that(keepDays == null || keepDays >= 1, "elasticsearch.keepDays", "must be at least 1");
        Check.that((user == null) == (passwordEnv == null), "elasticsearch.user", "and passwordEnv need each other");
        Check.that(user == null || apiKeyEnv == null, "elasticsearch.user", "and apiKeyEnv exclude each other");
        Check.that(
                certificateAuthority == null || Files.isRegularFile(certificateAuthority),
                "elasticsearch.certificateAuthority",
                "names a file that is not there");
        return new ElasticsearchConfig(
                url == null ? null : Check.url(url, "elasticsearch.url"),
                Check.port(port, 19_200, "elasticsearch.port"),
                distribution,
                apiKeyEnv,
                user,
                passwordEnv,
                certificateAuthority,
                keepDays);
    }

    public ElasticsearchConfig onPort(int other) {
        return new ElasticsearchConfig(
                url, other, distribution, apiKeyEnv, user, passwordEnv, certificateAuthority, keepDays);
    }
}
