package io.tillwatch.contracts.integration;

import io.tillwatch.contracts.event.ContractViolation;

/** One delivery attempt of a webhook. */
public record WebhookAttempted(String webhook, String delivery, int attempt, int status, long latencyMillis) {
    public WebhookAttempted {
        ContractViolation.requireText(webhook, "webhook");
        ContractViolation.requireText(delivery, "delivery");
    }
}
