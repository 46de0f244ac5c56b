package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of counts that differ from the books by more than is tolerated. Sales that the count covers may still be on
 * their way, so it is given some grace, and it is well again once they come, or once a later count agrees. One thread at
 * a time.
 */
final class CountVarianceWatch implements LedgerWatch {
    private static final int PERCENT = 100;

    private final LedgerStore store;
    private final Tolerance tolerance;
    private final Map<String, Open> open = new HashMap<>();
    private final Attention<String> attention = new Attention<>();

    /**
     * What is no variance to speak of: within the pieces or within the share, whichever is more.
     *
     * @param units in the unit of the position
     * @param share of what the books said, 0.02 for 2 %
     * @param grace how long a variance may wait for late sales
     */
    record Tolerance(BigDecimal units, BigDecimal share, Duration grace) {
        static Tolerance of(WatchRules rules) {
            return new Tolerance(rules.countUnits(), rules.countShare(), rules.countGrace());
        }

        boolean exceeded(Count count) {
            BigDecimal most = books(count).abs().multiply(share).max(units);
            return count.variance().abs().compareTo(most) > 0;
        }
    }

    /**
     * @param since when this count was first seen to differ
     * @param told the variance that was told last; null when none was
     */
    private record Open(
            String sku,
            String location,
            String count,
            Instant since,
            @Nullable BigDecimal told) {}

    CountVarianceWatch(LedgerStore store, Tolerance tolerance) {
        this.store = store;
        this.tolerance = tolerance;
    }

    @Override
    public boolean note(Place place, Book book, boolean watched, Instant now) {
        Count count = differing(book);
        if (count != null || watched) {
            String key = place.key();
            Open known = open.get(key);
            if (known != null) {
                attention.changed(key);
            }
            if (count != null && (known == null || !known.count().equals(count.id()))) {
                open.put(
                        key,
                        new Open(place.sku(), place.location(), count.id(), now, known == null ? null : known.told()));
                attention.at(now.plus(tolerance.grace()), key);
            }
        }
        return count != null;
    }

    @Override
    public void tell(Instant now, Consumer<Signal> each) {
        attention.take(now, key -> look(key, now, each));
    }

    private void look(String key, Instant now, Consumer<Signal> each) {
        Open one = open.get(key);
        if (one == null) {
            return;
        }
        Book book = store.book(one.sku(), one.location());
        Count count = differing(book);
        boolean due = Duration.between(one.since(), now).compareTo(tolerance.grace()) >= 0;
        if (count == null) {
            // It may have been told before a restart, which this memory did not outlive.
            if (one.told() != null || due) {
                each.accept(signal(one, book, null, now));
            }
            open.remove(key);
        } else if (due && (one.told() == null || one.told().compareTo(count.variance()) != 0)) {
            each.accept(signal(one, book, count, now));
            open.put(key, new Open(one.sku(), one.location(), one.count(), one.since(), count.variance()));
        }
    }

    /**
     * The last count, when it differs by more than is tolerated. The first count of a position whose books said nothing,
     * or less, opens the books: there is nothing to compare it with.
     */
    private @Nullable Count differing(Book book) {
        List<Count> counts = book.counts();
        if (counts.isEmpty()) {
            return null;
        }
        Count last = counts.get(counts.size() - 1);
        boolean opens = counts.size() == 1 && books(last).signum() <= 0;
        return !opens && tolerance.exceeded(last) ? last : null;
    }

    /** What the books said when it was counted. */
    private static BigDecimal books(Count count) {
        return count.quantity().subtract(count.variance());
    }

    private Signal signal(Open one, Book book, @Nullable Count count, Instant now) {
        String subject = StockPosition.key(one.sku(), one.location());
        Signal.State state = count == null ? Signal.State.RECOVERED : Signal.State.FIRING;
        BigDecimal variance = count == null ? BigDecimal.ZERO : count.variance();
        String where = one.sku() + " at " + one.location();
        return new Signal(
                "count-variance:" + subject + ":" + one.count() + ":" + plain(variance) + ":" + state,
                IncidentKind.COUNT_VARIANCE,
                Signal.DEFAULT_SCOPE,
                subject,
                "stock-feed",
                "inventory/count-variance",
                state,
                one.since(),
                now,
                now,
                0.5,
                count == null
                        ? where + ": the last count and the books agree within what is tolerated."
                        : where + ": count " + count.id() + " found " + plain(count.quantity())
                                + " where the books said " + plain(books(count)) + ", "
                                + inWords(variance, book.unit(), books(count)) + ".",
                variance.doubleValue(),
                0.0,
                count == null ? null : Worth.of(store, one.sku(), one.location(), variance),
                0,
                List.of(one.sku(), one.location(), one.count()),
                count == null
                        ? Map.of("count", one.count())
                        : Map.of(
                                "count", count.id(),
                                "countedAt", count.countedAt().toString(),
                                "counted", plain(count.quantity()),
                                "books", plain(books(count)),
                                "variance", plain(variance)),
                null,
                null);
    }

    private static String inWords(BigDecimal variance, String unit, BigDecimal books) {
        String words = plain(variance.abs()) + " " + unit + (variance.signum() < 0 ? " too few" : " too many");
        if (books.signum() <= 0) {
            return words;
        }
        BigDecimal share = variance.abs().multiply(BigDecimal.valueOf(PERCENT)).divide(books, 0, RoundingMode.HALF_UP);
        return words + " (" + share + " %)";
    }

    private static String plain(BigDecimal number) {
        return Quantity.normalized(number).toPlainString();
    }
}
