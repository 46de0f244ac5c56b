package io.tillwatch.inventory;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.inventory.StockCase.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A chain's log as the ledger keeps it, each event with the time at which it arrived. */
final class PastStock {
    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final StockLedger ledger = new StockLedger(store);
    private final Intake intake;
    private final Instant now;

    PastStock(Instant now) {
        this.now = now;
        Map<EventRef, EventIndex.Known> known = new HashMap<>();
        intake = new Intake(new EventIndex() {
            @Override
            public Known find(String source, String id) {
                return known.get(new EventRef(source, id));
            }

            @Override
            public void put(String source, String id, Known value) {
                known.put(new EventRef(source, id), value);
            }
        });
    }

    void arrives(Step step, Instant at) {
        Event<?> event = step.toEvent();
        if (intake.admit(event, at) instanceof Intake.Admitted admitted) {
            admitted.movements().forEach(movement -> ledger.apply(movement, now));
            EventRef target = event.envelope().corrects();
            if (target != null) {
                for (String position : intake.correct(target, at)) {
                    int bar = position.lastIndexOf('|');
                    ledger.undo(position.substring(0, bar), position.substring(bar + 1), target, at, now);
                }
            }
        }
    }

    /** Every position as it was, by key. */
    Map<String, PastPosition> at(Moment moment) {
        Map<String, PastPosition> positions = new TreeMap<>();
        store.positions((sku, location, book) -> {
            List<Movement> log = new ArrayList<>();
            store.movements(sku, location, log::add);
            positions.put(sku + "|" + location, PastPosition.of(sku, location, log, moment, now));
        });
        return positions;
    }

    /** What the ledger says of every position now. */
    Map<String, Book> now() {
        Map<String, Book> books = new TreeMap<>();
        store.positions((sku, location, book) -> books.put(sku + "|" + location, book));
        return books;
    }

    static Map<String, String> words(Map<String, PastPosition> positions) {
        Map<String, StockCaseResult.Figures> figures = new TreeMap<>();
        positions.forEach((key, past) -> figures.put(key, StockCaseResult.Figures.of(past.book())));
        return BruteForce.words(figures);
    }
}
