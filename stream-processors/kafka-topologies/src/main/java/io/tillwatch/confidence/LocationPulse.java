package io.tillwatch.confidence;

import io.tillwatch.contracts.watch.LocationConfidence.SourceWord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a location: its last words and its pace. What travels is the same record with less in it, and two
 * are put together by sums and latest times; only the words of one source go by their arrival, which its partition keeps
 * in order. Immutable.
 *
 * @param firstAt occurrence time of the first event; null while only heartbeats spoke of it
 * @param lastAt occurrence time of the newest event, bounded by its arrival
 * @param arrivedAt when the log last had an event of it
 * @param keptAt when the log last had an event that had been kept back; null when that never was
 * @param offset local time of the newest event, in seconds from UTC
 * @param paceFrom from when on {@code receipts} count
 * @param receipts by hour of the week's two kinds of day, see {@link LocalHours}
 * @param sales receipts since {@code firstAt}
 * @param pieces sum over sold lines; statistics only, no stock is reckoned from it
 * @param squares sum of the squares of the same
 * @param silence as the judge left it; null when there is none
 */
record LocationPulse(
        String location,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        @Nullable Instant arrivedAt,
        @Nullable Instant keptAt,
        int offset,
        @Nullable Beat beat,
        Map<String, SourceWord> sources,
        @Nullable Instant paceFrom,
        Map<Integer, Long> receipts,
        long sales,
        double pieces,
        double squares,
        @Nullable Silence silence) {

    /** A pace that is older is half forgotten, so that a store may change. */
    private static final Duration REMEMBERED = Duration.ofDays(56);

    static LocationPulse none(String location) {
        return new LocationPulse(location, null, null, null, null, 0, null, Map.of(), null, Map.of(), 0, 0, 0, null);
    }

    /** A heartbeat. */
    LocationPulse beating(Beat next) {
        return new LocationPulse(
                location,
                firstAt,
                lastAt,
                arrivedAt,
                keptAt,
                offset,
                beat == null ? next : beat.then(next),
                sources,
                paceFrom,
                receipts,
                sales,
                pieces,
                squares,
                silence);
    }

    /** One event of a source. */
    static LocationPulse heard(
            String location, Instant at, Instant arrived, boolean kept, int offset, String source, SourceWord word) {
        return new LocationPulse(
                location,
                at,
                at,
                arrived,
                kept ? arrived : null,
                offset,
                null,
                Map.of(source, word),
                at,
                Map.of(),
                0,
                0,
                0,
                null);
    }

    /** One receipt. */
    LocationPulse selling(int hour, double linePieces, double lineSquares) {
        return new LocationPulse(
                location,
                firstAt,
                lastAt,
                arrivedAt,
                keptAt,
                offset,
                beat,
                sources,
                paceFrom,
                Map.of(hour, 1L),
                1,
                linePieces,
                lineSquares,
                silence);
    }

    LocationPulse judged(@Nullable Silence next) {
        return new LocationPulse(
                location, firstAt, lastAt, arrivedAt, keptAt, offset, beat, sources, paceFrom, receipts, sales, pieces,
                squares, next);
    }

    LocationPulse plus(LocationPulse other) {
        Map<String, SourceWord> words = new TreeMap<>(sources);
        words.putAll(other.sources);
        Map<Integer, Long> all = new TreeMap<>(receipts);
        other.receipts.forEach((hour, count) -> all.merge(hour, count, Long::sum));
        Instant last = later(lastAt, other.lastAt);
        boolean newer = other.lastAt != null && other.lastAt.equals(last);
        return new LocationPulse(
                location,
                earlier(firstAt, other.firstAt),
                last,
                later(arrivedAt, other.arrivedAt),
                later(keptAt, other.keptAt),
                newer ? other.offset : offset,
                beat == null || other.beat == null ? (beat == null ? other.beat : beat) : beat.then(other.beat),
                words,
                earlier(paceFrom, other.paceFrom),
                all,
                sales + other.sales,
                pieces + other.pieces,
                squares + other.squares,
                silence);
    }

    /** The same, with a pace that is not older than it is good for. */
    LocationPulse remembering() {
        if (paceFrom == null || lastAt == null || !paceFrom.plus(REMEMBERED).isBefore(lastAt)) {
            return this;
        }
        Map<Integer, Long> half = new TreeMap<>();
        receipts.forEach((hour, count) -> half.put(hour, count / 2));
        return new LocationPulse(
                location,
                firstAt,
                lastAt,
                arrivedAt,
                keptAt,
                offset,
                beat,
                sources,
                lastAt.minus(Duration.between(paceFrom, lastAt).dividedBy(2)),
                half,
                sales,
                pieces,
                squares,
                silence);
    }

    /** All its tills have closed their sessions. */
    boolean closed() {
        return !sources.isEmpty() && sources.values().stream().allMatch(SourceWord::closed);
    }

    long missing() {
        return sources.values().stream().mapToLong(SourceWord::missing).sum();
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? other : one;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
