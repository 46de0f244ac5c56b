package io.tillwatch.inventory;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;

/**
 * A count of a shelf with what it says against the books.
 *
 * @param variance counted less what the books said: the count before it plus what this one covers and that one did not
 */
record Count(String id, Instant countedAt, BigDecimal quantity, Map<String, Long> cut, BigDecimal variance) {
    static final Comparator<Count> ORDER =
            Comparator.comparing(Count::countedAt).thenComparing(Count::id);

    /** Inside the cut where the cut names the source, else by time. */
    boolean covers(Movement movement) {
        Long last = cut.get(movement.source());
        return last == null ? !movement.occurredAt().isAfter(countedAt) : movement.sequence() <= last;
    }

    Count withVariance(BigDecimal other) {
        return new Count(id, countedAt, quantity, cut, other);
    }
}
