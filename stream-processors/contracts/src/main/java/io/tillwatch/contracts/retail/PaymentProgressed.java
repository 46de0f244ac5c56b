package io.tillwatch.contracts.retail;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment was authorized, captured or failed; the event's type says which.
 *
 * @param provider who moves the money
 * @param code the provider's result code, for failures
 * @param reservations what a capture keeps from expiring
 */
public record PaymentProgressed(
        String payment,
        String order,
        String provider,
        Money amount,
        @Nullable String code,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<HeldGoods> reservations) {
    public PaymentProgressed {
        ContractViolation.requireText(payment, "payment");
        ContractViolation.requireText(order, "order");
        ContractViolation.requireText(provider, "provider");
        ContractViolation.require(amount, "amount");
        reservations = reservations == null ? List.of() : List.copyOf(reservations);
    }
}
