package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;

/** How much was paid by which means: {@code cash}, {@code card}, {@code voucher}, {@code online}. */
public record Tender(String method, Money amount) {
    public Tender {
        ContractViolation.requireText(method, "tenders.method");
        ContractViolation.require(amount, "tenders.amount");
    }
}
