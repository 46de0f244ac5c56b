package io.tillwatch.confidence;

import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.StockPosition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives positions their interval where they are read. A position as the ledger tells it knows its own movements only; the
 * word of its location says what may be missing. Thread-safe when what it reads is.
 */
public final class Confidence {
    private static final long MINUTES_PER_HOUR = 60;

    private final Function<String, @Nullable LocationConfidence> words;
    private final InstantSource clock;

    /** @param words the newest word of a location; null when there is none */
    public Confidence(Function<String, @Nullable LocationConfidence> words, InstantSource clock) {
        this.words = words;
        this.clock = clock;
    }

    /** The positions of one SKU at all its locations, each with its interval where its location is silent. */
    public List<StockPosition> ofSku(List<StockPosition> positions) {
        return positions.stream().map(position -> of(position, () -> positions)).toList();
    }

    /**
     * One position with its interval; itself when its location's word is fresh or not known.
     *
     * @param everywhere the SKU's positions at all locations: asked for only while the location is silent; empty when
     *     they are not known, then the position's own sales are all that counts
     */
    public StockPosition of(StockPosition position, Supplier<List<StockPosition>> everywhere) {
        LocationConfidence word = words.apply(position.location());
        if (word == null || !word.uncertain()) {
            return position;
        }
        Instant now = clock.instant();
        List<StockPosition> all = everywhere.get();
        return with(position, word, SkuShare.network(all.isEmpty() ? List.of(position) : all, words, now), now);
    }

    /** The newest word of a location; null when there is none. */
    public @Nullable LocationConfidence word(String location) {
        return words.apply(location);
    }

    /**
     * The position as its location's word leaves it. Unseen sales take goods from the shelf, so the interval never goes
     * below an empty one; it never goes above {@code available}. Pure.
     *
     * @param network units of the SKU a receipt, over all locations
     */
    static StockPosition with(StockPosition position, LocationConfidence word, double network, Instant now) {
        Instant since = word.silentSince();
        if (since == null) {
            return position;
        }
        Unseen unseen = Unseen.of(position, word, network, now);
        BigDecimal taken =
                BigDecimal.valueOf(unseen.atMost()).min(position.onHand().max(BigDecimal.ZERO));
        return position.between(position.available().subtract(taken), said(word, since, unseen, now));
    }

    private static String said(LocationConfidence word, Instant since, Unseen unseen, Instant now) {
        Instant until = word.silentUntil();
        String what = until == null
                ? " is silent for " + words(Duration.between(since, now))
                : " was silent for " + words(Duration.between(since, until));
        return String.format(
                Locale.ROOT,
                "%s%s: %s. %.1f unseen sales expected, at most %d with 95 %%",
                word.location(),
                what,
                word.reason(),
                unseen.expected(),
                unseen.atMost());
    }

    private static String words(Duration span) {
        long minutes = Math.max(0, span.toMinutes());
        return minutes < MINUTES_PER_HOUR
                ? minutes + " min"
                : minutes / MINUTES_PER_HOUR + " h " + minutes % MINUTES_PER_HOUR + " min";
    }
}
