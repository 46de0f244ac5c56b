package io.tillwatch.contracts.integration;

import io.tillwatch.contracts.event.ContractViolation;
import org.jspecify.annotations.Nullable;

/**
 * One API call.
 *
 * @param system who was called, such as {@code odoo}
 * @param status HTTP status; 0 when no answer came
 * @param latencyMillis from request to last byte
 */
public record CallObserved(
        String system,
        String operation,
        int status,
        long latencyMillis,
        @Nullable String caller,
        @Nullable String error) {
    public CallObserved {
        ContractViolation.requireText(system, "system");
        ContractViolation.requireText(operation, "operation");
    }
}
