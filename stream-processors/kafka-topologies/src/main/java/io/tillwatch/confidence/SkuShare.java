package io.tillwatch.confidence;

import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many units of a SKU a receipt of a location takes along, on average. What the location alone does not tell yet comes
 * from all locations that have the SKU: a gamma prior that weighs as much as one sold line.
 *
 * @param mean units a receipt
 * @param shape how sure that is: the gamma law's shape, one for each line that was sold
 */
record SkuShare(double mean, double shape) {
    private static final double PRIOR_LINES = 1;
    private static final double UNSOLD = 0.5;

    /**
     * Units a receipt over all locations with a word; a SKU that never sold is thought of as sold half a unit.
     *
     * @param positions of one SKU
     */
    static double network(
            Collection<StockPosition> positions, Function<String, @Nullable LocationConfidence> words, Instant now) {
        double sold = UNSOLD;
        double receipts = 1;
        for (StockPosition position : positions) {
            LocationConfidence word = words.apply(position.location());
            if (word != null) {
                sold += units(position);
                receipts += receipts(position, word, now);
            }
        }
        return sold / receipts;
    }

    static SkuShare of(StockPosition position, LocationConfidence word, double network, Instant now) {
        double spread = word.piecesSpread();
        double lines = units(position) / spread;
        double shape = PRIOR_LINES + lines;
        double rate = PRIOR_LINES / network + receipts(position, word, now) / spread;
        return new SkuShare(shape / rate, shape);
    }

    private static double units(StockPosition position) {
        BigDecimal sold = position.sold();
        return sold == null ? 0 : Math.max(0, sold.doubleValue());
    }

    /** Receipts while the location had the SKU: a new one is not held to have failed to sell before. */
    private static double receipts(StockPosition position, LocationConfidence word, Instant now) {
        Instant since = position.soldSince();
        double all = Duration.between(word.firstEventAt(), now).toMillis();
        if (since == null || all <= 0 || !since.isAfter(word.firstEventAt())) {
            return word.sales();
        }
        double part = Math.max(0, Duration.between(since, now).toMillis()) / all;
        return word.sales() * Math.min(1, part);
    }
}
