package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;

/** A reservation with the position it stands on, so that a payment finds it without a look-up. */
public record HeldGoods(String reservation, String sku, String location) {
    public HeldGoods {
        ContractViolation.requireText(reservation, "reservations.reservation");
        ContractViolation.requireText(sku, "reservations.sku");
        ContractViolation.requireText(location, "reservations.location");
    }
}
