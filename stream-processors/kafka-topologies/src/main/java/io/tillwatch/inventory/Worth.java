package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.inventory.LedgerStore.HoldKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goods are worth to customers: the price of the youngest reservation of the SKU, there or elsewhere. */
final class Worth {
    private Worth() {}

    private record Priced(Instant since, String id, BigDecimal quantity, Money value) {
        /** Null when it is beyond all money. */
        @Nullable
        Money times(BigDecimal other) {
            BigDecimal minor =
                    BigDecimal.valueOf(value.minor()).multiply(other).divide(quantity, 0, RoundingMode.HALF_UP);
            return minor.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                    ? null
                    : new Money(minor.longValueExact(), value.currency());
        }
    }

    /** Null when no reservation of the SKU says a price. Always positive. */
    static @Nullable Money of(LedgerStore store, String sku, String location, BigDecimal quantity) {
        List<Priced> prices = prices(store, sku, location);
        if (prices.isEmpty()) {
            List<String> others = new ArrayList<>();
            store.positionsOf(sku, (other, book) -> others.add(other));
            others.forEach(other -> prices.addAll(prices(store, sku, other)));
        }
        return prices.stream()
                .max(Comparator.comparing(Priced::since).thenComparing(Priced::id))
                .map(price -> price.times(quantity.abs()))
                .orElse(null);
    }

    private static List<Priced> prices(LedgerStore store, String sku, String location) {
        List<Priced> prices = new ArrayList<>();
        store.holds(sku, location, HoldKind.RESERVATION, (id, hold) -> {
            Money value = hold.value();
            Instant since = hold.since();
            if (value != null && since != null && hold.in().signum() > 0) {
                prices.add(new Priced(since, id, hold.in(), value));
            }
        });
        return prices;
    }
}
