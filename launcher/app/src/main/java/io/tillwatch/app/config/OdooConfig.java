package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ERP.
 *
 * @param url null reconciles nothing
 * @param user the integration's own read-only user
 * @param credentialEnv name of the environment variable that holds its API key or password
 * @param readBy who reads it
 * @param warnBeforeKeyEnds how long before its API key ends that is told, where Odoo lets it be known
 * @param goods whether transfers of what the tills sold are read and judged
 */
public record OdooConfig(
        @Nullable URI url,
        String database,
        String user,
        String credentialEnv,
        ReadBy readBy,
        Duration warnBeforeKeyEnds,
        boolean goods) {
    static final OdooConfig NONE = of(null, null, null, null, null, null, null);

    /** Who reads Odoo for the reconciliation. */
    public enum ReadBy {
        /** A feed that carries its documents to a topic, for whoever else wants them: stock watches do. */
        FEED,
        /** The job itself: nothing of Odoo stands in Kafka. */
        JOB;

        static ReadBy named(String name) {
            ReadBy found = Stream.of(values())
                    .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElse(null);
            Check.that(found != null, "odoo.readBy", "must be feed or job, not " + name);
            return found == null ? FEED : found;
        }
    }

    @JsonCreator
    static OdooConfig of(
            @JsonProperty("url") @Nullable String url,
            @JsonProperty("database") @Nullable String database,
            @JsonProperty("user") @Nullable String user,
            @JsonProperty("credentialEnv") @Nullable String credentialEnv,
            @JsonProperty("readBy") @Nullable String readBy,
            @JsonProperty("warnBeforeKeyEnds") @Nullable String warnBeforeKeyEnds,
            @JsonProperty("goods") @Nullable Boolean goods) {
        Check.that(url == null || database != null, "odoo.database", "is missing: name the database behind odoo.url");
        Check.that(url == null || user != null, "odoo.user", "is missing: name the read-only integration user");
        return new OdooConfig(
                url == null ? null : Check.url(url, "odoo.url"),
                database == null ? "" : database,
                user == null ? "" : user,
                credentialEnv == null ? "TILLWATCH_ODOO_KEY" : credentialEnv,
                readBy == null ? ReadBy.FEED : ReadBy.named(readBy),
                warnBeforeKeyEnds == null ? Duration.ofDays(14) : warning(warnBeforeKeyEnds),
                goods == null || goods);
    }

    private static Duration warning(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            // Without the cause: the innermost message is the one that a person gets to read.
            throw new IllegalArgumentException("odoo.warnBeforeKeyEnds must be a duration such as P7D or PT12H");
        }
    }

    /** The key or password; null when the variable is not set. */
    public @Nullable String credential() {
        return System.getenv(credentialEnv);
    }
}
