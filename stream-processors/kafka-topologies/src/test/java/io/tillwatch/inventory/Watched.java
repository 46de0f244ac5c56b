package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A ledger under the eye of one watch, as the topology runs it. */
final class Watched {
    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final StockLedger ledger = new StockLedger(store);
    private final Function<LedgerStore, LedgerWatch> made;
    private final Set<Place> watched = new HashSet<>();
    private LedgerWatch watch;
    private Instant now = NOON;

    Watched(Function<LedgerStore, LedgerWatch> made) {
        this.made = made;
        this.watch = made.apply(store);
    }

    Watched apply(Movement... movements) {
        for (Movement movement : movements) {
            ledger.apply(movement, now);
            watch.applied(movement, now);
            note(movement.sku(), movement.location());
        }
        return this;
    }

    void undo(Movement movement) {
        ledger.undo(movement.sku(), movement.location(), new EventRef(movement.source(), movement.eventId()), now, now);
        note(movement.sku(), movement.location());
    }

    /** Another instance goes on: what the watch remembered is gone. */
    void restart() {
        watch = made.apply(store);
        store.positions((sku, location, book) -> watch.note(Place.of(sku, location), book, true, book.lastAt()));
    }

    private void note(String sku, String location) {
        Place place = Place.of(sku, location);
        if (watch.note(place, store.book(sku, location), watched.contains(place), now)) {
            watched.add(place);
        } else {
            watched.remove(place);
        }
    }

    /** What is told by then. */
    List<Signal> after(Duration span) {
        List<Signal> told = now();
        now = now.plus(span);
        told.addAll(now());
        return told;
    }

    List<Signal> now() {
        List<Signal> told = new ArrayList<>();
        watch.tell(now, told::add);
        return told;
    }
}
