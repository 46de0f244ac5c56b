package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import org.jspecify.annotations.Nullable;

/** A receipt was voided. The envelope's {@code corrects} names the sale that it undoes. */
public record SaleVoided(
        String receipt,
        String location,
        String session,
        @Nullable String reason) {
    public SaleVoided {
        ContractViolation.requireText(receipt, "receipt");
        ContractViolation.requireText(location, "location");
        ContractViolation.requireText(session, "session");
    }
}
