package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.StockPosition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

/** Answers from the ledger's state on this instance, whichever moment is asked for. */
final class StreamsStockView implements StockView {
    private final LedgerStores stores;
    private final @Nullable StandbyLag lag;
    private final Clock clock;

    /** @param lag null when this instance keeps no standbys */
    StreamsStockView(LedgerStores stores, @Nullable StandbyLag lag, Clock clock) {
        this.stores = stores;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public Optional<Answer<StockPosition>> position(String sku, String location, Moment moment) {
        return told(sku, ledger -> position(ledger, sku, location, moment, clock.instant()));
    }

    @Override
    public Answer<List<StockPosition>> positions(String sku, Moment moment) {
        return told(sku, ledger -> {
                    Instant now = clock.instant();
                    Set<String> locations = new LinkedHashSet<>();
                    List<StockPosition> positions = new ArrayList<>();
                    ledger.positionsOf(sku, (location, book) -> {
                        locations.add(location);
                        if (moment.isNow()) {
                            positions.add(book.position(sku, location, now));
                        }
                    });
                    for (String location : moment.isNow() ? Set.<String>of() : locations) {
                        StockPosition then = position(ledger, sku, location, moment, now);
                        if (then != null) {
                            positions.add(then);
                        }
                    }
                    positions.sort(Comparator.comparing(StockPosition::location));
                    return positions;
                })
                .orElseThrow();
    }

    @Override
    public Optional<Answer<Explanation>> explain(String sku, String location, Moment moment) {
        return told(sku, ledger -> {
            PastPosition past =
                    PastPosition.of(sku, location, ledger.movements(sku, location), moment, clock.instant());
            if (past.unknown()) {
                return null;
            }
            // Made of the very movements that are listed: read beside them, it could be one movement ahead.
            Book stored = moment.isNow() ? ledger.book(sku, location) : null;
            Book book = stored == null ? past.book() : past.book().withVersion(stored.version());
            return Explainer.explain(past, book.position(sku, location, past.judgedAt()));
        });
    }

    private static @Nullable StockPosition position(
            LedgerReader ledger, String sku, String location, Moment moment, Instant now) {
        if (moment.isNow()) {
            Book book = ledger.book(sku, location);
            return book == null ? null : book.position(sku, location, now);
        }
        PastPosition past = PastPosition.of(sku, location, ledger.movements(sku, location), moment, now);
        return past.unknown() ? null : past.book().position(sku, location, past.judgedAt());
    }

    /** Something that is read from a ledger; null when it has nothing of it. */
    private interface Read<T> {
        @Nullable
        T from(LedgerReader ledger);
    }

    /** From the owner's state when this instance is the owner, else from its copy. */
    private <T> Optional<Answer<T>> told(String sku, Read<T> read) {
        int partition = stores.partition(sku);
        try {
            return answer(read.from(stores.owned(partition)), Duration.ZERO, false);
        } catch (InvalidStateStoreException notOwned) {
            Duration age = lag == null ? null : lag.age(partition);
            if (age == null) {
                throw new StockUnavailableException("no readable copy of the ledger is here now", notOwned);
            }
            try {
                return answer(read.from(stores.copy(partition)), age, true);
            } catch (InvalidStateStoreException noCopy) {
                throw new StockUnavailableException("no copy of the ledger is here now", noCopy);
            }
        }
    }

    private static <T> Optional<Answer<T>> answer(@Nullable T value, Duration age, boolean standby) {
        return value == null ? Optional.empty() : Optional.of(new Answer<>(value, age, standby));
    }
}
