package io.tillwatch.contracts.retail;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
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
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<OrderLine> lines,
        @Nullable String reason) {
    public OrderProgressed {
        ContractViolation.requireText(order, "order");
        ContractViolation.requireText(channel, "channel");
        lines = lines == null ? List.of() : List.copyOf(lines);
    }
}
