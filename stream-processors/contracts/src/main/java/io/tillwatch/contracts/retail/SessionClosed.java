package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * A till session ended. A session's receipts are complete when all sequences in the given range are there.
 *
 * @param receipts how many receipts and returns the till rang
 * @param total sum of their totals
 */
public record SessionClosed(
        String session,
        String location,
        String till,
        int receipts,
        @Nullable Long firstSequence,
        @Nullable Long lastSequence,
        Money total) {
    public SessionClosed {
        ContractViolation.requireText(session, "session");
        ContractViolation.requireText(location, "location");
        ContractViolation.requireText(till, "till");
        ContractViolation.require(total, "total");
    }
}
