package io.tillwatch.contracts.integration;

import io.tillwatch.contracts.event.ContractViolation;
import org.jspecify.annotations.Nullable;

/** A service of the fabric threw. */
public record ExceptionRaised(
        String service,
        String exceptionType,
        String message,
        @Nullable String stackTrace,
        @Nullable String reference) {
    public ExceptionRaised {
        ContractViolation.requireText(service, "service");
        ContractViolation.requireText(exceptionType, "exceptionType");
        ContractViolation.require(message, "message");
    }
}
