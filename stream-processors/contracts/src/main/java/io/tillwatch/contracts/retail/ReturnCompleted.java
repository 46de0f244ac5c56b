package io.tillwatch.contracts.retail;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goods came back and money went out.
 *
 * @param original receipt that is returned, when it is known
 * @param total negative: what the document adds to the session, tax included
 */
public record ReturnCompleted(
        String receipt,
        String uuid,
        @Nullable String original,
        String location,
        @Nullable String till,
        String session,
        String channel,
        List<SaleLine> lines,
        Money total,
        Money tax,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Tender> tenders,
        @Nullable String customer) {
    public ReturnCompleted {
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
