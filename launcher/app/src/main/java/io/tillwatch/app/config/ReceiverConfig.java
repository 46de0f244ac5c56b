package io.tillwatch.app.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tillwatch.notify.Receiver.Limit;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to tell. Which keys it needs depends on its type; whatever ends in {@code Env} names an environment variable,
 * since a secret stands in no file of ours.
 *
 * @param type webhook, slack, pagerduty, alertmanager or mail
 * @param url of a webhook or an Alertmanager; for pagerduty another server that speaks its protocol
 * @param tls of a mail server: {@code starttls} (default) or {@code none}
 */
public record ReceiverConfig(
        @JsonProperty("type") @Nullable String type,
        @JsonProperty("url") @Nullable String url,
        @JsonProperty("urlEnv") @Nullable String urlEnv,
        @JsonProperty("secretEnv") @Nullable String secretEnv,
        @JsonProperty("keyEnv") @Nullable String keyEnv,
        @JsonProperty("tokenEnv") @Nullable String tokenEnv,
        @JsonProperty("host") @Nullable String host,
        @JsonProperty("port") @Nullable Integer port,
        @JsonProperty("tls") @Nullable String tls,
        @JsonProperty("user") @Nullable String user,
        @JsonProperty("passwordEnv") @Nullable String passwordEnv,
        @JsonProperty("from") @Nullable String from,
        @JsonProperty("to") @Nullable List<String> to,
        @JsonProperty("limit") @Nullable LimitConfig limit) {

    /** @param every a duration such as {@code PT10M} */
    public record LimitConfig(
            @JsonProperty("messages") @Nullable Integer messages,
            @JsonProperty("every") @Nullable String every) {}

    private static final int SUBMISSION = 587;

    static ReceiverConfig webhook(String url, @Nullable String secretEnv) {
        return new ReceiverConfig(
                "webhook",
                url,
                null,
                secretEnv == null ? "TILLWATCH_WEBHOOK_SECRET" : secretEnv,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** @param key where it stands, for messages */
    ReceiverConfig checked(String key) {
        switch (String.valueOf(type)) {
            case "webhook" -> {
                Check.url(needed(url, key + ".url"), key + ".url");
                needed(secretEnv, key + ".secretEnv");
            }
            case "slack" -> needed(urlEnv, key + ".urlEnv");
            case "pagerduty" -> {
                needed(keyEnv, key + ".keyEnv");
                if (url != null) {
                    Check.url(url, key + ".url");
                }
            }
            case "alertmanager" -> {
                Check.url(needed(url, key + ".url"), key + ".url");
                Check.that(limit == null, key + ".limit", "is not for an Alertmanager, which groups by itself");
            }
            case "mail" -> mail(key);
            default ->
                throw new IllegalArgumentException(
                        key + ".type must be webhook, slack, pagerduty, alertmanager or mail");
        }
        limitOr(key, Limit.DEFAULT);
        return this;
    }

    private void mail(String key) {
        needed(host, key + ".host");
        Check.that(needed(from, key + ".from").contains("@"), key + ".from", "must be a mail address");
        List<String> addressees = to == null ? List.of() : to;
        Check.that(!addressees.isEmpty(), key + ".to", "is missing: list the mail addresses to write to");
        Check.that(addressees.stream().allMatch(one -> one.contains("@")), key + ".to", "must list mail addresses");
        Check.that(
                tls == null || tls.equals("starttls") || tls.equals("none"), key + ".tls", "must be starttls or none");
        Check.that((user == null) == (passwordEnv == null), key + ".user", "and passwordEnv need each other");
        Check.that(
                user == null || !"none".equals(tls),
                key + ".tls",
                "must be starttls: a password does not travel in the clear");
        Check.port(port, SUBMISSION, key + ".port");
    }

    private static String needed(@Nullable String value, String key) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value;
    }

    int portOrDefault() {
        return port == null ? SUBMISSION : port;
    }

    /** Null for an Alertmanager. */
    @Nullable
    Limit limitOr(String key, Limit otherwise) {
        if ("alertmanager".equals(type)) {
            return null;
        }
        if (limit == null) {
            return otherwise;
        }
        int messages = limit.messages() == null ? otherwise.messages() : limit.messages();
        Check.that(messages >= 1, key + ".limit.messages", "must be at least 1");
        if (limit.every() == null) {
            return new Limit(messages, otherwise.every());
        }
        try {
            Duration every = Duration.parse(limit.every());
            Check.that(every.toMillis() > 0, key + ".limit.every", "must be longer than nothing");
            return new Limit(messages, every);
        } catch (DateTimeException e) {
            // Without the cause: the innermost message is the one that a person gets to read.
            throw new IllegalArgumentException(key + ".limit.every must be a duration such as PT10M");
        }
    }
}
