package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The ERP.
 *
 * @param url null reconciles nothing
 * @param user the integration's own read-only user
 * @param credentialEnv name of the environment variable that holds its API key or password
 */
public record OdooConfig(@Nullable URI url, String database, String user, String credentialEnv) {
    static final OdooConfig NONE = of(null, null, null, null);

    @JsonCreator
    static OdooConfig of(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("database") @Nullable String database,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("credentialEnv") @Nullable String credentialEnv) {
        Check.that(url == null || database != null, "odoo.database", "is missing: name the database behind odoo.url");
        Check.that(url == null || user != null, "odoo.user", "is missing: name the read-only integration user");
        return new OdooConfig(
                url == null ? null : Check.url(url, "odoo.url"),
                database == null ? "" : database,
                user == null ? "" : user,
                credentialEnv == null ? "TILLWATCH_ODOO_KEY" : credentialEnv);
    }

    /** The key or password; null when the variable is not set. */
    public @Nullable String credential() {
        return System.getenv(credentialEnv);
    }
}
