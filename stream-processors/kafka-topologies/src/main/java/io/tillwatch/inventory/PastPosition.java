package io.tillwatch.inventory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A position made anew from the log of its movements, as it was true or as it was known at a moment. A position is a
 * function of the set of its movements, so the past is the same function of the movements that belong to it.
 *
 * @param book what they amount to
 * @param movements those that belong to the moment, voided as they were then, in the order of the log
 * @param judgedAt when expiry was judged
 */
record PastPosition(String sku, String location, Book book, List<Movement> movements, Instant judgedAt) {

    /** @param log all movements of the position that are kept, in any order */
    static PastPosition of(String sku, String location, List<Movement> log, Moment moment, Instant now) {
        Instant judgedAt = moment.judgedAt(now);
        List<Movement> movements =
                log.stream().map(moment::seen).filter(Objects::nonNull).toList();
        InMemoryLedgerStore store = new InMemoryLedgerStore();
        StockLedger ledger = new StockLedger(store);
        // Counts first: each one reads the position's log again, which is short then.
        movements.stream()
                .sorted(Comparator.comparing(movement -> movement.kind() != MovementKind.COUNTED))
                .forEach(movement -> ledger.apply(movement, judgedAt));
        return new PastPosition(sku, location, store.book(sku, location), movements, judgedAt);
    }

    /** Whether nothing had been said of that SKU there. */
    boolean unknown() {
        return movements.isEmpty();
    }
}
