package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.QuantComparison.Drift;
import io.tillwatch.inventory.QuantComparison.Explanation;
import io.tillwatch.inventory.QuantComparison.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells where Odoo's stock and ours drift apart, why, and when they agree again. Shelves that Odoo changed
 * are looked at each time; of those that differ, and of all, some in turn, since what only we know changes nothing in
 * Odoo. One thread at a time.
 */
final class StockDriftWatch {
    private static final int MOST_STEPS = 20;
    /** A look reads a position's log: so many a second are a few percent of a core. */
    private static final int IN_TURN = 40;

    private final LedgerReader ledger;
    private final QuantComparison comparison;
    private final Duration closing;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Set<String> due = new LinkedHashSet<>();
    /** Shelves that differ, the longest not looked at first. */
    private final Set<String> open = new LinkedHashSet<>();

    private Iterator<String> turn = List.<String>of().iterator();

    /**
     * What is known of a shelf.
     *
     * @param since when it was first found to differ; null when it does not
     * @param told difference and explanation that were told; null when none were
     */
    record Seen(
            OdooShelf odoo,
            List<Step> steps,
            @Nullable Instant since,
            @Nullable String told) {}

    /** @param closing how long sales may wait for the close of their session before that explains nothing any more */
    StockDriftWatch(LedgerReader ledger, QuantComparison comparison, Duration closing) {
        this.ledger = ledger;
        this.comparison = comparison;
        this.closing = closing;
    }

    /** What was known before a restart. */
    void remember(Seen known) {
        String key = key(known.odoo());
        seen.put(key, known);
        due.add(key);
    }

    /**
     * Takes a reading of Odoo.
     *
     * @return what is known of the shelf now, to be kept over a restart: without the reading before it, the next one's
     *     change explains nothing
     */
    Seen note(OdooShelf shelf) {
        Seen before = seen.get(key(shelf));
        List<Step> steps = new ArrayList<>(before == null ? List.of() : before.steps());
        if (before != null) {
            BigDecimal change = shelf.quantity().subtract(before.odoo().quantity());
            if (change.signum() != 0) {
                steps.add(new Step(shelf.writtenAt(), change));
            }
        }
        List<Step> last = List.copyOf(steps.subList(Math.max(0, steps.size() - MOST_STEPS), steps.size()));
        Seen noted = before == null
                ? new Seen(shelf, last, null, null)
                : new Seen(shelf, last, before.since(), before.told());
        seen.put(key(shelf), noted);
        due.add(key(shelf));
        return noted;
    }

    /**
     * Judges what is due.
     *
     * @param changed hears of what is to be kept over a restart
     */
    void tell(Instant now, Consumer<Signal> each, Consumer<Seen> changed) {
        Set<String> looked = new LinkedHashSet<>(due);
        due.clear();
        // Thousands of shelves differ for hours while Odoo waits for its sessions to close: a part of them at a time.
        open.stream().limit(IN_TURN).forEach(looked::add);
        for (int i = 0; i < IN_TURN; i++) {
            if (!turn.hasNext()) {
                turn = List.copyOf(seen.keySet()).iterator();
                break;
            }
            looked.add(turn.next());
        }
        for (String key : looked) {
            Seen one = seen.get(key);
            if (one != null) {
                Seen next = judged(one, now, each);
                if (!next.equals(one)) {
                    changed.accept(next);
                }
                seen.put(key, next);
                open.remove(key);
                if (next.since() != null) {
                    open.add(key);
                }
            }
        }
    }

    private Seen judged(Seen one, Instant now, Consumer<Signal> each) {
        OdooShelf odoo = one.odoo();
        Book book = ledger.book(odoo.sku(), odoo.location());
        if (book == null) {
            book = Book.EMPTY;
        }
        List<Movement> movements = odoo.quantity().compareTo(book.onHand()) == 0
                ? List.of()
                : ledger.movements(odoo.sku(), odoo.location());
        Drift drift = comparison.compare(odoo, one.steps(), book, movements, now);
        if (drift == null) {
            if (one.told() != null) {
                each.accept(signal(one, book, null, one.since() == null ? now : one.since(), now));
            }
            return new Seen(odoo, one.steps(), null, null);
        }
        Instant since = one.since() == null ? now : one.since();
        if (mayHeal(drift, since, now)) {
            return new Seen(odoo, one.steps(), since, one.told());
        }
        String words = plain(drift.difference()) + " " + drift.explanation()
                + (expected(drift, odoo, now) == null ? "" : " expected");
        if (!words.equals(one.told())) {
            each.accept(signal(one, book, drift, since, now));
        }
        return new Seen(odoo, one.steps(), since, words);
    }

    private @Nullable String expected(Drift drift, OdooShelf odoo, Instant now) {
        boolean waits = drift.explanation() == Explanation.STOCK_AT_CLOSING
                && odoo.writtenAt().plus(closing).isAfter(now);
        return waits ? "stock moves at the close of the session" : null;
    }

    /**
     * Whether time may yet heal it: either side may have to book what the other one has, and till then the difference is
     * neither's fault. A unit error that is proved by its figures no time heals.
     */
    private boolean mayHeal(Drift drift, Instant since, Instant now) {
        return switch (drift.explanation()) {
            case ONLY_IN_EVENTS, ONLY_IN_ODOO, UNEXPLAINED ->
                since.plus(closing).isAfter(now);
            case UNIT_ERROR -> !drift.proved() && since.plus(closing).isAfter(now);
            case STOCK_AT_CLOSING -> false;
        };
    }

    private Signal signal(Seen one, Book book, @Nullable Drift drift, Instant since, Instant now) {
        OdooShelf odoo = one.odoo();
        String subject = key(odoo);
        Signal.State state = drift == null ? Signal.State.RECOVERED : Signal.State.FIRING;
        String where = odoo.sku() + " at " + odoo.location();
        String theirs = plain(odoo.quantity());
        String ours = plain(book.onHand());
        return new Signal(
                "stock-drift:" + subject + ":" + theirs + ":" + ours + ":" + odoo.writtenAt() + ":" + state + ":"
                        + (drift == null ? "" : drift.explanation()),
                IncidentKind.STOCK_DRIFT,
                Signal.DEFAULT_SCOPE,
                subject,
                "odoo-import",
                "inventory/stock-drift",
                state,
                since,
                now,
                now,
                drift != null && drift.explanation() == Explanation.STOCK_AT_CLOSING ? 0.2 : 0.6,
                drift == null
                        ? where + ": Odoo and the events agree again."
                        : where + ": Odoo has " + theirs + ", the events say " + ours + ": " + drift.words() + ".",
                odoo.quantity().doubleValue(),
                book.onHand().doubleValue(),
                null,
                0,
                List.of(odoo.sku(), odoo.location()),
                drift == null
                        ? Map.of("odoo", theirs, "events", ours)
                        : Map.of(
                                "odoo", theirs,
                                "events", ours,
                                "difference", plain(drift.difference()),
                                "explanation", drift.explanation().name(),
                                "odooWrittenAt", odoo.writtenAt().toString()),
                drift == null ? null : expected(drift, odoo, now),
                null);
    }

    private static String key(OdooShelf shelf) {
        return StockPosition.key(shelf.sku(), shelf.location());
    }

    private static String plain(BigDecimal number) {
        return Quantity.normalized(number).toPlainString();
    }
}
