package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer ordered.
 *
 * @param fulfilment {@code ship-from-warehouse}, {@code ship-from-store}, {@code click-and-collect}
 * @param promisedBy what the customer was told
 */
public record OrderPlaced(
        String order,
        String channel,
        String fulfilment,
        List<OrderLine> lines,
        Money total,
        Money tax,
        @Nullable String customer,
        @Nullable Instant promisedBy) {
    public OrderPlaced {
        ContractViolation.requireText(order, "order");
        ContractViolation.requireText(channel, "channel");
        ContractViolation.requireText(fulfilment, "fulfilment");
        ContractViolation.require(total, "total");
        ContractViolation.require(tax, "tax");
        lines = List.copyOf(ContractViolation.require(lines, "lines"));
    }
}
