package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order took a step; which one, the event's type says.
 *
 * @param lines the lines that the step concerns; empty means the whole order
 * @param reason why, for cancellations and returns
 */
public record OrderProgressed(
        String order,
        String channel,
        @Nullable String location,
        List<OrderLine> lines,
        @Nullable String reason) {
    public OrderProgressed {
        ContractViolation.requireText(order, "order");
        ContractViolation.requireText(channel, "channel");
        lines = lines == null ? List.of() : List.copyOf(lines);
    }
}
