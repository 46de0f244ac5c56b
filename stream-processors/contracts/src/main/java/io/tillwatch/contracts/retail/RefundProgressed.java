package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * A refund was requested, succeeded or failed; the event's type says which.
 *
 * @param amount positive: what the customer gets back
 * @param code the provider's result code, for failures
 */
public record RefundProgressed(
        String refund,
        String order,
        String provider,
        Money amount,
        @Nullable String code,
        @Nullable String customer) {
    public RefundProgressed {
        ContractViolation.requireText(refund, "refund");
        ContractViolation.requireText(order, "order");
        ContractViolation.requireText(provider, "provider");
        ContractViolation.require(amount, "amount");
    }
}
