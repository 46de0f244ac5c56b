package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Quantity;
import org.jspecify.annotations.Nullable;

/** Part or all of a reservation was released (the hold ends) or fulfilled (the goods left); the type says which. */
public record StockReservationSettled(
        String reservation,
        String sku,
        String location,
        Quantity quantity,
        @Nullable String order) {
    public StockReservationSettled {
        ContractViolation.requireText(reservation, "reservation");
        ContractViolation.requireText(sku, "sku");
        ContractViolation.requireText(location, "location");
        ContractViolation.require(quantity, "quantity");
    }
}
