package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.StockPosition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Point reads of the ledger, now or at a moment of its past. Thread-safe.
 *
 * <p>Each may end with a {@link StockUnavailableException} when nobody can answer now, and with a
 * {@link MomentOutOfReachException} when the moment cannot be answered at all.
 */
public interface StockView {
    /** Empty when nothing was ever said of that SKU there, or had been by then. */
    Optional<Answer<StockPosition>> position(String sku, String location, Moment moment);

    /** All locations of a SKU, by name; an empty list when it is not known. */
    Answer<List<StockPosition>> positions(String sku, Moment moment);

    /** The movements that make the number; empty as for the position. */
    Optional<Answer<Explanation>> explain(String sku, String location, Moment moment);

    /** The same, answered by this instance alone: it asks nobody else. */
    default StockView here() {
        return this;
    }

    /**
     * An answer and how far it may lag behind.
     *
     * @param staleness zero from the owner, else the age of the newest moment of whose events a standby surely had all
     * @param standby whether a standby answered
     */
    record Answer<T>(T value, Duration staleness, boolean standby) {}
}
