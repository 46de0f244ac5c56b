package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Point reads of the ledger. Thread-safe. */
public interface StockView {
    /** Empty when nothing was ever said of that SKU there. */
    Optional<Answer<StockPosition>> position(String sku, String location);

    /** All locations of a SKU; an empty list when it is not known. */
    Answer<List<StockPosition>> positions(String sku);

    /** The movements that make the number, by occurrence time; an empty list when there are none. */
    Answer<List<MovementRow>> explain(String sku, String location);

    /**
     * An answer and how far it may lag behind.
     *
     * @param staleness zero from the owning instance, else how far the standby is behind
     * @param standby whether a standby answered
     */
    record Answer<T>(T value, Duration staleness, boolean standby) {}

    /**
     * One movement as people read it.
     *
     * @param bucket {@code on-hand}, {@code reserved}, {@code in-transit}, {@code damaged}, {@code buffer}, {@code count}
     * @param effect what became of it: {@code applied}, {@code covered by count C1}, {@code voided by ...}, {@code expired}
     */
    record MovementRow(
            String source,
            String eventId,
            String type,
            String bucket,
            BigDecimal quantity,
            Instant occurredAt,
            @Nullable String document,
            String effect) {}
}
