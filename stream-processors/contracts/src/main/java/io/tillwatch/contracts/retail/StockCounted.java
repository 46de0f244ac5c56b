package io.tillwatch.contracts.retail;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.value.Quantity;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A shelf was counted; the envelope's time is when.
 *
 * @param count id of the count
 * @param cut source to the last of its sequences that the count includes; a source that is not named is cut by time. A
 *     source whose events say their {@code sourceepoch} is named with it, {@code source#epoch}, since a reinstalled till
 *     begins again at 1; named without it, its events are cut by time
 */
public record StockCounted(
        String count,
        String sku,
        String location,
        Quantity quantity,
        @Nullable Map<String, Long> cut) {
    public StockCounted {
        ContractViolation.requireText(count, "count");
        ContractViolation.requireText(sku, "sku");
        ContractViolation.requireText(location, "location");
        ContractViolation.require(quantity, "quantity");
        // Copied, which refuses nulls; sorted, so that equal counts are equal bytes in every process.
        cut = cut == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(cut)));
    }

    /** How a cut names a source within one of its epochs. */
    public static String cutKey(String source, String epoch) {
        return source + '#' + epoch;
    }
}
