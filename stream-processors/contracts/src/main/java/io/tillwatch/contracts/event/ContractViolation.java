package io.tillwatch.contracts.event;

import org.jspecify.annotations.Nullable;

/** A record breaks its contract and belongs in quarantine. The message names the field, never its content. */
public final class ContractViolation extends RuntimeException {
    private final ReasonCode reason;

    public ContractViolation(ReasonCode reason, String message) {
        super(message);
        this.reason = reason;
    }

    public ContractViolation(ReasonCode reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public ReasonCode reason() {
        return reason;
    }

    /** @throws ContractViolation when the text is null or blank */
    public static String requireText(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new ContractViolation(ReasonCode.INVALID_BODY, field + " is missing");
        }
        return value;
    }

    /** @throws ContractViolation when the value is null */
    public static <T> T require(@Nullable T value, String field) {
        if (value == null) {
            throw new ContractViolation(ReasonCode.INVALID_BODY, field + " is missing");
        }
        return value;
    }

    /** @throws ContractViolation when the condition does not hold */
    public static void check(boolean holds, String message) {
        if (!holds) {
            throw new ContractViolation(ReasonCode.INVALID_BODY, message);
        }
    }
}
