package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell.
 *
 * @param webhookUrl null tells nobody
 * @param secretEnv name of the environment variable that holds the secret which signs each webhook
 * @param maxPriority tells of incidents up to this priority: 2 tells of P1 and P2
 */
public record NotifyConfig(@Nullable URI webhookUrl, String secretEnv, int maxPriority) {
    static final NotifyConfig NONE = of(null, null, null);

    @JsonCreator
    static NotifyConfig of(
            @JsonProperty("webhookUrl") @Nullable String webhookUrl,
            @JsonProperty("secretEnv") @Nullable String secretEnv,
            @JsonProperty("maxPriority") @Nullable Integer maxPriority) {
        int highest = maxPriority == null ? 2 : maxPriority;
        Check.that(highest >= 1 && highest <= 5, "notify.maxPriority", "must be 1 to 5, was " + highest);
        return new NotifyConfig(
                webhookUrl == null ? null : Check.url(webhookUrl, "notify.webhookUrl"),
                secretEnv == null ? "TILLWATCH_WEBHOOK_SECRET" : secretEnv,
                highest);
    }

    /** The secret that signs; null when the variable is not set. */
    public @Nullable String secret() {
        return System.getenv(secretEnv);
    }
}
