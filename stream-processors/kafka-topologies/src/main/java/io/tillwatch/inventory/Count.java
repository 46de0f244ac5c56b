package io.tillwatch.inventory;

import io.tillwatch.contracts.retail.StockCounted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A count of a shelf with what it says against the books.
 *
 * @param variance counted less what the books said: the count before it plus what this one covers and that one did not
 */
record Count(String id, Instant countedAt, BigDecimal quantity, Map<String, Long> cut, BigDecimal variance) {
    static final Comparator<Count> ORDER = Comparator.comparing(Count::countedAt)
            .thenComparing(Count::id)
            .thenComparing(Count::quantity)
            // The same count told twice with other contents: any order will do, as long as it is always the same.
            .thenComparing(count -> new TreeMap<>(count.cut()).toString());

    /** The count that a movement tells, without its variance. */
    static Count of(Movement counted) {
        return new Count(
                Objects.requireNonNull(counted.document(), "a count has an id"),
                counted.occurredAt(),
                counted.quantity(),
                counted.cut(),
                BigDecimal.ZERO);
    }

    /**
     * Inside the cut where the cut names the source and the source counts its events, else by time. A source that says
     * its epoch is named as {@code source#epoch}: a reinstalled till begins again at 1, and its new numbers say nothing
     * about a count that knew the old ones.
     */
    boolean covers(Movement movement) {
        String epoch = movement.sourceEpoch();
        Long last = cut.get(epoch == null ? movement.source() : StockCounted.cutKey(movement.source(), epoch));
        if (last == null || movement.sequence() < 0) {
            return !movement.occurredAt().isAfter(countedAt);
        }
        return movement.sequence() <= last;
    }

    Count withVariance(BigDecimal other) {
        return new Count(id, countedAt, quantity, cut, other);
    }
}
