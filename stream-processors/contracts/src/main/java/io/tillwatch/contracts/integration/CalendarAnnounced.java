package io.tillwatch.contracts.integration;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.tillwatch.contracts.event.ContractViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A known cause: something expected will make the figures look strange.
 *
 * @param entry id of the calendar entry
 * @param kind {@code promotion}, {@code holiday}, {@code maintenance}, {@code closure}
 * @param scope flow, store or {@code *}
 * @param skus the SKUs concerned; empty means all
 * @param expectedUplift factor on demand; null when unknown
 */
public record CalendarAnnounced(
        String entry,
        String kind,
        String scope,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> skus,
        Instant from,
        Instant to,
        @Nullable BigDecimal expectedUplift) {
    public CalendarAnnounced {
        ContractViolation.requireText(entry, "entry");
        ContractViolation.requireText(kind, "kind");
        ContractViolation.requireText(scope, "scope");
        ContractViolation.require(from, "from");
        ContractViolation.require(to, "to");
        skus = skus == null ? List.of() : List.copyOf(skus);
    }
}
