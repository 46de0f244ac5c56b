package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;

/** A till session began. */
public record SessionOpened(String session, String location, String till) {
    public SessionOpened {
        ContractViolation.requireText(session, "session");
        ContractViolation.requireText(location, "location");
        ContractViolation.requireText(till, "till");
    }
}
