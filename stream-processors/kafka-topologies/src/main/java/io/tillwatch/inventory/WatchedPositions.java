package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.state.PackedState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The watches of a ledger, and which positions they still have their eye on: those are kept, so that a restart looks at
 * them again without reading every position. One thread at a time.
 */
final class WatchedPositions {
    private static final byte[] NOTHING = {};
    private static final int AT_A_TIME = 100;

    private final List<LedgerWatch> watches;
    private final LedgerStore ledger;
    private final PackedState store;
    private final Set<String> kept = new HashSet<>();
    private final Queue<List<String>> remembered = new ArrayDeque<>();

    WatchedPositions(List<LedgerWatch> watches, LedgerStore ledger, PackedState store) {
        this.watches = watches;
        this.ledger = ledger;
        this.store = store;
    }

    /** After a restart, what was out of order is still to be watched: a few at a time, so that work begins at once. */
    void remember() {
        byte[] all = LedgerKeys.all(LedgerKeys.WATCHED);
        store.scan(all, LedgerKeys.after(all), (key, value) -> {
            List<String> position = LedgerKeys.texts(key);
            kept.add(StockPosition.key(position.get(0), position.get(1)));
            return remembered.add(position);
        });
    }

    private void noteRemembered(Instant now) {
        for (int i = 0; i < AT_A_TIME && !remembered.isEmpty(); i++) {
            List<String> position = remembered.remove();
            Book book = ledger.book(position.get(0), position.get(1));
            note(Place.of(position.get(0), position.get(1)), book, since(book, now));
        }
    }

    /** A source whose clock is ahead must not put its position off. */
    private static Instant since(Book book, Instant now) {
        Instant last = book.lastAt();
        if (last == null) {
            return Instant.EPOCH;
        }
        return last.isAfter(now) ? now : last;
    }

    void applied(Movement movement, Instant now) {
        watches.forEach(watch -> watch.applied(movement, now));
    }

    void note(Place place, Book book, Instant now) {
        boolean before = kept.contains(place.key());
        boolean again = false;
        for (LedgerWatch watch : watches) {
            again |= watch.note(place, book, before, now);
        }
        if (again && !before) {
            kept.add(place.key());
            store.append(LedgerKeys.watched(place.sku(), place.location()), NOTHING);
        } else if (before && !again) {
            kept.remove(place.key());
            store.delete(LedgerKeys.watched(place.sku(), place.location()));
        }
    }

    void tell(Instant now, Consumer<Signal> each) {
        noteRemembered(now);
        watches.forEach(watch -> watch.tell(now, each));
    }
}
