package io.tillwatch.detection;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.models.anomaly.DetectorConfig;
import io.tillwatch.models.anomaly.Observation;
import io.tillwatch.models.anomaly.SeriesDetector;
import io.tillwatch.models.anomaly.SeriesKind;
import io.tillwatch.models.anomaly.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
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

    private static final int CALM_BUCKETS = 3;
    private static final long NEVER = Long.MIN_VALUE;

    private final String sku;
    private final Duration bucket;
    private final SeriesDetector detector;
    private final TreeMap<Instant, Set<Long>> open = new TreeMap<>();
    private @Nullable Instant next;
    private @Nullable Instant surgingSince;
    private int calm;

    private DemandSeries(String sku, Duration bucket, SeriesDetector detector) {
        this.sku = sku;
        this.bucket = bucket;
        this.detector = detector;
    }

    static DemandSeries begun(String sku, Duration bucket) {
        return new DemandSeries(sku, bucket, SeriesDetector.create(CONFIG));
    }

    /** Goes on where {@link #judged()} was taken; null where nothing was judged. Sales that wait are told it again. */
    static DemandSeries resumed(String sku, Duration bucket, byte @Nullable [] judged) {
        DemandSeries series = begun(sku, bucket);
        if (judged != null) {
            ByteBuffer in = ByteBuffer.wrap(judged);
            Instant next = Instant.ofEpochMilli(in.getLong());
            long since = in.getLong();
            int calm = in.getInt();
            byte[] snapshot = new byte[in.remaining()];
            in.get(snapshot);
            series = new DemandSeries(sku, bucket, SeriesDetector.restore(CONFIG, snapshot));
            series.next = next;
            series.surgingSince = since == NEVER ? null : Instant.ofEpochMilli(since);
            series.calm = calm;
        }
        return series;
    }

    /** What was learned up to the last judged bucket; changes when a bucket is judged. */
    byte[] judged() {
        byte[] snapshot = detector.snapshot();
        return ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES + snapshot.length)
                .putLong(next == null ? NEVER : next.toEpochMilli())
                .putLong(surgingSince == null ? NEVER : surgingSince.toEpochMilli())
                .putInt(calm)
                .put(snapshot)
                .array();
    }

    /** First bucket that was not judged yet; null before the first sale. */
    @Nullable
    Instant next() {
        return next;
    }

    /**
     * Counts a customer once, however often the event is delivered; a bucket that was judged stays as it is.
     *
     * @return the bucket in which it is counted; null when it counts no more, or was counted before
     */
    @Nullable
    Instant sold(Instant at, long event) {
        Instant start = Instant.ofEpochMilli(at.toEpochMilli() / bucket.toMillis() * bucket.toMillis());
        if (next == null) {
            next = start;
        }
        boolean counts = !start.isBefore(next)
                && open.computeIfAbsent(start, key -> new HashSet<>()).add(event);
        return counts ? start : null;
    }

    /**
     * Judges every bucket that ended before a moment, each by itself: what is told must not depend on when one looks.
     *
     * @param known whether a calendar entry explains a bucket
     */
    List<Signal> judgeUntil(Instant closed, Instant now, KnownCause known) {
        List<Signal> told = new ArrayList<>();
        while (next != null && !next.plus(bucket).isAfter(closed)) {
            Instant start = next;
            int count = takeUntil(start);
            Verdict verdict = detector.observe(new Observation(start, count, known.explains(sku, start)));
            Signal signal = told(verdict, start, now);
            if (signal != null) {
                told.add(signal);
            }
            next = start.plus(bucket);
        }
        return told;
    }

    /** Whether a calendar entry explains what a SKU does at a moment. */
    @FunctionalInterface
    interface KnownCause {
        boolean explains(String sku, Instant at);
    }

    private int takeUntil(Instant start) {
        NavigableMap<Instant, Set<Long>> head = open.headMap(start, true);
        int sum = head.values().stream().mapToInt(Set::size).sum();
        head.clear();
        return sum;
    }

    /**
     * An episode of the detector also goes on when demand falls back as steeply as it rose: that is no surge any more,
     * though a single calm bucket does not end one.
     */
    private @Nullable Signal told(Verdict verdict, Instant start, Instant now) {
        boolean above = verdict.actual() > verdict.expected();
        if (verdict.anomalous() && above) {
            surgingSince = start;
            calm = 0;
            return signal(verdict, Signal.State.FIRING, start, start, now);
        }
        Instant since = surgingSince;
        if (since == null) {
            return null;
        }
        calm = above ? 0 : calm + 1;
        if (verdict.phase() == Verdict.Phase.CONTINUING && calm < CALM_BUCKETS) {
            return above ? signal(verdict, Signal.State.FIRING, since, start, now) : null;
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
