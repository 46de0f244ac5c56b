package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.inventory.LedgerStore.HoldKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Keeps positions as a pure function of the set of movements: each arrival is applied as if it had come in its place.
 *
 * <p>An ordinary movement costs one write of the log: the book follows from it. A new count, and a correction of
 * something that was applied, read the position's log again: rare, and exact by construction.
 *
 * <p>Not thread-safe: one thread owns a ledger and its store.
 */
final class StockLedger {
    private final LedgerStore store;

    StockLedger(LedgerStore store) {
        this.store = store;
    }

    /**
     * Applies a movement. Each is to come once: the {@link Intake} sees to that.
     *
     * @param now decides expiry only
     */
    void apply(Movement movement, Instant now) {
        String sku = movement.sku();
        String location = movement.location();
        Book before = store.book(sku, location);
        store.append(movement);
        if (follows(movement)) {
            store.remember(sku, location, follow(before, movement));
        } else if (movement.kind() == MovementKind.COUNTED) {
            if (coversAll(movement, before)) {
                store.put(
                        sku,
                        location,
                        counted(before.noting(movement), movement).withVersion(before.version() + 1));
            } else {
                rebuild(sku, location, now);
            }
        } else {
            Book after = applied(before.noting(movement), movement, now);
            store.put(sku, location, after.withVersion(before.version() + 1));
        }
    }

    /**
     * Whether a count stands behind everything that the book has seen, which is how counts mostly come. One with a cut
     * decides source by source, so all movements must be asked.
     */
    private static boolean coversAll(Movement count, Book book) {
        Instant last = book.lastAt();
        List<Count> counts = book.counts();
        return count.cut().isEmpty()
                && (last == null || !last.isAfter(count.occurredAt()))
                && (counts.isEmpty() || Count.ORDER.compare(counts.get(counts.size() - 1), Count.of(count)) < 0);
    }

    /** The book after such a count: what it found is on the shelf, and all that was on the books is its variance. */
    private static Book counted(Book book, Movement movement) {
        Count count = Count.of(movement);
        List<Count> counts = new ArrayList<>(book.counts());
        counts.add(count.withVariance(count.quantity().subtract(book.onHand())));
        return book.withCounts(counts).withOnHand(count.quantity());
    }

    /** Whether a movement changes its book and nothing beside it, whatever the time. */
    private static boolean follows(Movement movement) {
        MovementKind kind = movement.kind();
        return movement.voided()
                || !(kind == MovementKind.COUNTED || kind.concernsReservation() || kind.concernsTransit());
    }

    /** The book after the next movement of the log, one that {@link LedgerStore#remember} was told of. */
    static Book follow(Book book, Movement movement) {
        Book next = movement.voided() ? book : plain(book.noting(movement), movement);
        return next.withVersion(book.version() + 1);
    }

    private static Book plain(Book book, Movement movement) {
        Book next = onShelf(book, movement);
        return switch (movement.kind()) {
            case DAMAGED -> next.plusDamaged(movement.quantity());
            case BUFFER_SET -> next.withBuffer(movement);
            default -> next;
        };
    }

    /**
     * Undoes whatever an event did to a position; a second time does nothing.
     *
     * @return whether anything of it was there to be undone
     * @param at when the correction came
     * @param now decides expiry only
     */
    boolean undo(String sku, String location, EventRef target, Instant at, Instant now) {
        if (store.markVoided(sku, location, target, at) == 0) {
            return false;
        }
        rebuild(sku, location, now);
        return true;
    }

    /**
     * Folds what occurred before a boundary into a few movements that stand for it. No figure changes.
     *
     * @return how many movements fewer the position's log has
     */
    int fold(String sku, String location, Instant boundary, Instant now) {
        List<Movement> log = new ArrayList<>();
        store.movements(sku, location, log::add);
        Fold.Folded change = Fold.of(log, boundary);
        int fewer = change.removed().size() - change.added().size();
        if (fewer <= 0) {
            return 0;
        }
        long version = store.book(sku, location).version();
        log.removeAll(Set.copyOf(change.removed()));
        log.addAll(change.added());
        Book folded = PastPosition.of(sku, location, log, Moment.NOW, now).book();
        store.exchange(sku, location, change.removed(), change.added(), folded.withVersion(version + 1));
        dropHoldsOf(change.removed(), log);
        return fewer;
    }

    /** Documents are folded as a whole, once they hold nothing. */
    private void dropHoldsOf(List<Movement> removed, List<Movement> rest) {
        Set<String> alive = new HashSet<>();
        rest.forEach(movement -> alive.add(document(movement)));
        for (Movement movement : removed) {
            HoldKind kind = HoldKind.of(movement.kind());
            String document = movement.document();
            if (kind != null && document != null && alive.add(document(movement))) {
                store.dropHold(movement.sku(), movement.location(), kind, document);
            }
        }
    }

    private static String document(Movement movement) {
        return HoldKind.of(movement.kind()) + " " + movement.document();
    }

    /** Looks again at reservations whose time has come; tells which positions changed. */
    void expire(Instant now, PositionChange changed) {
        List<String[]> due = new ArrayList<>();
        store.due(now, (sku, location, reservation) -> due.add(new String[] {sku, location, reservation}));
        for (String[] one : due) {
            Book before = store.book(one[0], one[1]);
            Book after = recounted(before, one[0], one[1], HoldKind.RESERVATION, one[2], now);
            if (!after.equals(before)) {
                store.put(one[0], one[1], after.withVersion(before.version() + 1));
                changed.changed(one[0], one[1]);
            }
        }
    }

    /** Hears of positions that changed by themselves. */
    @FunctionalInterface
    interface PositionChange {
        void changed(String sku, String location);
    }

    private Book applied(Book book, Movement movement, Instant now) {
        Book next = plain(book, movement);
        String sku = movement.sku();
        String location = movement.location();
        MovementKind kind = movement.kind();
        HoldKind what = HoldKind.of(kind);
        if (what != null) {
            String document = Objects.requireNonNull(movement.document(), "a hold has a document");
            Hold hold = store.hold(sku, location, what, document).plus(movement);
            store.put(sku, location, what, document, hold);
            if (movement.expiresAt() != null && movement.expiresAt().isAfter(now)) {
                store.expireAt(movement.expiresAt(), sku, location, document);
            }
            next = recounted(next, sku, location, what, document, now);
        }
        return next;
    }

    /** A movement changes the shelf unless the last count covers it; covered, it changes variances. */
    private static Book onShelf(Book book, Movement movement) {
        BigDecimal change = movement.onHandChange();
        if (change.signum() == 0) {
            return book;
        }
        if (book.counts().isEmpty()) {
            return book.withOnHand(book.onHand().add(change));
        }
        List<Count> counts = new ArrayList<>(book.counts());
        boolean coveredBefore = false;
        for (int i = 0; i < counts.size(); i++) {
            boolean covered = counts.get(i).covers(movement);
            if (covered && !coveredBefore) {
                counts.set(
                        i, counts.get(i).withVariance(counts.get(i).variance().subtract(change)));
            }
            coveredBefore = covered;
        }
        Book next = book.withCounts(counts);
        return coveredBefore ? next : next.withOnHand(next.onHand().add(change));
    }

    private Book recounted(Book book, String sku, String location, HoldKind kind, String document, Instant now) {
        Hold hold = store.hold(sku, location, kind, document);
        BigDecimal open = hold.open(now);
        BigDecimal change = open.subtract(hold.counted());
        if (change.signum() == 0) {
            return book;
        }
        store.put(sku, location, kind, document, hold.withCounted(open));
        return kind == HoldKind.RESERVATION ? book.plusReserved(change) : book.plusInTransit(change);
    }

    /** Makes the position anew from its log: counts first, in their order, then all else. */
    private void rebuild(String sku, String location, Instant now) {
        long version = store.book(sku, location).version();
        List<Movement> movements = new ArrayList<>();
        List<Count> counts = new ArrayList<>();
        store.movements(sku, location, movement -> {
            if (movement.voided()) {
                return;
            }
            movements.add(movement);
            if (movement.kind() == MovementKind.COUNTED) {
                counts.add(Count.of(movement));
            }
        });
        counts.sort(Count.ORDER);
        BigDecimal before = BigDecimal.ZERO;
        for (int i = 0; i < counts.size(); i++) {
            Count count = counts.get(i);
            counts.set(i, count.withVariance(count.quantity().subtract(before)));
            before = count.quantity();
        }
        store.dropHolds(sku, location);
        Book book = Book.EMPTY.withCounts(counts).withOnHand(before);
        for (Movement movement : movements) {
            book = applied(book.noting(movement), movement, now);
        }
        store.put(sku, location, book.withVersion(version + 1));
    }
}
