package io.tillwatch.contracts.retail;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt was paid.
 *
 * @param receipt ticket number; not unique by itself (a resend can carry another uuid)
 * @param uuid the till's own identity of the sale
 * @param location where the goods leave
 * @param till null for channels without tills
 * @param session the till session or channel batch that will be posted
 * @param channel {@code pos}, {@code web}, {@code marketplace-a}
 * @param total tax included
 */
public record SaleCompleted(
        String receipt,
        String uuid,
        String location,
        @Nullable String till,
        String session,
        String channel,
        List<SaleLine> lines,
        Money total,
        Money tax,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Tender> tenders,
        @Nullable String customer) {
    public SaleCompleted {
        ContractViolation.requireText(receipt, "receipt");
        ContractViolation.requireText(uuid, "uuid");
        ContractViolation.requireText(location, "location");
        ContractViolation.requireText(session, "session");
        ContractViolation.requireText(channel, "channel");
        ContractViolation.require(total, "total");
        ContractViolation.require(tax, "tax");
        lines = List.copyOf(ContractViolation.require(lines, "lines"));
        tenders = tenders == null ? List.of() : List.copyOf(tenders);
    }
}
