package io.tillwatch.contracts.integration;

import io.tillwatch.contracts.event.ContractViolation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something was changed on purpose: the first thing to ask about when something breaks.
 *
 * @param change {@code deploy}, {@code config}, {@code price}, {@code certificate}
 * @param expiresAt for certificates and keys
 */
public record ChangeRecorded(
        String change,
        String target,
        String summary,
        @Nullable String actor,
        @Nullable Instant expiresAt) {
    public ChangeRecorded {
        ContractViolation.requireText(change, "change");
        ContractViolation.requireText(target, "target");
        ContractViolation.require(summary, "summary");
    }
}
