package io.tillwatch.notify;

import java.net.URI;
import java.time.Duration;

/**
 * Whom to tell, and of what.
 *
 * @param secret signs each message; {@code whsec_} in front marks it as Base64, else its UTF-8 bytes are the key
 * @param maxPriority tells of incidents up to this priority: 2 tells of P1 and P2
 * @param retryBase first pause before a retry; doubles with jitter
 * @param pause how long an endpoint that failed every retry is left alone
 */
public record WebhookConfig(URI url, String secret, int maxPriority, Duration retryBase, Duration pause) {
    public WebhookConfig {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("the secret that signs webhooks is empty");
        }
    }

    public static WebhookConfig of(URI url, String secret, int maxPriority) {
        return new WebhookConfig(url, secret, maxPriority, Duration.ofMillis(500), Duration.ofSeconds(30));
    }

    @Override
    public String toString() {
        return "WebhookConfig[url=" + url + ", maxPriority=" + maxPriority + "]";
    }
}
