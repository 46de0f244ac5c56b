package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import java.time.LocalDate;

/** A provider or marketplace says what it pays out: gross less fees. */
public record SettlementReported(
        String settlement, String provider, LocalDate day, Money gross, Money fees, Money net, int transactions) {
    public SettlementReported {
        ContractViolation.requireText(settlement, "settlement");
        ContractViolation.requireText(provider, "provider");
        ContractViolation.require(day, "day");
        ContractViolation.require(gross, "gross");
        ContractViolation.require(fees, "fees");
        ContractViolation.require(net, "net");
    }
}
