package io.tillwatch.detection;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.models.anomaly.DetectorConfig;
import io.tillwatch.models.anomaly.Observation;
import io.tillwatch.models.anomaly.SeriesDetector;
import io.tillwatch.models.anomaly.SeriesKind;
import io.tillwatch.models.anomaly.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The demand for one SKU, bucket by bucket. Not thread-safe.
 *
 * <p>A shop that is open and sells none of a SKU has a true zero, so empty buckets between two sales are observed.
 */
final class DemandSeries {
    /** One false alert in a million buckets: there are thousands of SKUs. A surge is at least three times the usual. */
    static final DetectorConfig CONFIG = DetectorConfig.of(SeriesKind.COUNT)
            .withAlertBudget(1e-6)
            .withPace(4, 8, 16)
            .withSmallest(2.0, 8);

    private final String sku;
    private final Duration bucket;
    private final SeriesDetector detector;
    private final TreeMap<Instant, Integer> open = new TreeMap<>();
    private @Nullable Instant next;
    private @Nullable Instant surgingSince;

    DemandSeries(String sku, Duration bucket, SeriesDetector detector, @Nullable Instant next) {
        this.sku = sku;
        this.bucket = bucket;
        this.detector = detector;
        this.next = next;
    }

    byte[] snapshot() {
        return detector.snapshot();
    }

    /** First bucket that was not judged yet; null before the first sale. */
    @Nullable
    Instant next() {
        return next;
    }

    void sold(Instant at) {
        Instant start = Instant.ofEpochMilli(at.toEpochMilli() / bucket.toMillis() * bucket.toMillis());
        if (next == null) {
            next = start;
        }
        if (!start.isBefore(next)) {
            open.merge(start, 1, Integer::sum);
        }
    }

    /**
     * Judges every bucket that ended before a moment.
     *
     * @param known whether a calendar entry explains a bucket
     */
    Optional<Signal> judgeUntil(Instant closed, Instant now, KnownCause known) {
        Signal latest = null;
        while (next != null && !next.plus(bucket).isAfter(closed)) {
            Instant start = next;
            int count = takeUntil(start);
            boolean explained = known.explains(sku, start);
            Verdict verdict = detector.observe(new Observation(start, count, explained));
            Signal told = told(verdict, start, now);
            latest = told == null ? latest : told;
            next = start.plus(bucket);
        }
        return Optional.ofNullable(latest);
    }

    /** Whether a calendar entry explains what a SKU does at a moment. */
    @FunctionalInterface
    interface KnownCause {
        boolean explains(String sku, Instant at);
    }

    private int takeUntil(Instant start) {
        NavigableMap<Instant, Integer> head = open.headMap(start, true);
        int sum = head.values().stream().mapToInt(Integer::intValue).sum();
        head.clear();
        return sum;
    }

    private @Nullable Signal told(Verdict verdict, Instant start, Instant now) {
        boolean above = verdict.actual() > verdict.expected();
        if (verdict.anomalous() && above) {
            surgingSince = start;
            return signal(verdict, Signal.State.FIRING, start, start, now);
        }
        Instant since = surgingSince;
        if (since == null) {
            return null;
        }
        if (verdict.phase() == Verdict.Phase.CONTINUING) {
            return signal(verdict, Signal.State.FIRING, since, start, now);
        }
        surgingSince = null;
        return signal(verdict, Signal.State.RECOVERED, since, start, now);
    }

    private Signal signal(Verdict verdict, Signal.State state, Instant since, Instant start, Instant now) {
        String summary = state == Signal.State.FIRING
                ? String.format(
                        java.util.Locale.ROOT,
                        "%s was bought by %.0f customers in %d min where %.1f were expected (up to %.0f would have passed); no"
                                + " calendar entry explains it.",
                        sku,
                        verdict.actual(),
                        bucket.toMinutes(),
                        verdict.expected(),
                        verdict.high())
                : "Demand for " + sku + " is back to its usual level.";
        return new Signal(
                "demand-surge:" + sku + ":" + start.toEpochMilli() + ":" + state,
                IncidentKind.DEMAND_SURGE,
                Signal.DEFAULT_SCOPE,
                sku,
                "pos-sales",
                "detection/demand",
                state,
                since,
                start,
                now,
                verdict.score(),
                summary,
                verdict.actual(),
                verdict.expected(),
                null,
                0,
                List.of(sku),
                Map.of("reasons", verdict.explanation()),
                null,
                verdict.modelId());
    }
}
