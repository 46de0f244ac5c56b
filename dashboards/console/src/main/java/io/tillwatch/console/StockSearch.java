package io.tillwatch.console;

import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds positions by what people know of them. Thread-safe. */
public interface StockSearch {
    /** What a page must leave to the search engine: pages end where page times size passes this many rows. */
    int DEEPEST_ROW = 10_000;

    /**
     * One page, lowest {@code available} first, then by sku and location.
     *
     * @throws SourceUnavailableException when the search engine cannot answer now
     */
    StockPage search(StockQuery query);

    /**
     * What to look for; absent conditions do not narrow.
     *
     * @param text part of a sku or location, any case
     * @param location exactly this location
     * @param below positions with {@code available} less than this; 0 finds what is oversold
     * @param stale only positions that carry an interval ({@code lowReason}) or whose location is in {@code silent}
     * @param page from 1
     * @param size rows a page
     * @param silent locations that are silent now
     */
    record StockQuery(
            @Nullable String text,
            @Nullable String location,
            @Nullable BigDecimal below,
            boolean stale,
            int page,
            int size,
            List<String> silent) {
        /** Nobody is silent. */
        public StockQuery(
                @Nullable String text,
                @Nullable String location,
                @Nullable BigDecimal below,
                boolean stale,
                int page,
                int size) {
            this(text, location, below, stale, page, size, List.of());
        }
    }

    /** @param total how many positions match, over all pages */
    record StockPage(List<StockPosition> positions, long total) {}
}
