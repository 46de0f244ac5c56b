package io.tillwatch.detection;

import io.tillwatch.contracts.integration.CalendarAnnounced;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Watches the demand for each SKU of its partition. */
final class DemandProcessor implements Processor<String, Sold, String, Object> {
    static final String SERIES = "demand-series";
    static final String CALENDAR = "calendar";

    /** What follows the SKU in the keys of its sales that were not judged yet; behind it stand bucket and event. */
    private static final char WAITING = '\u0000';

    private static final HexFormat HEX = HexFormat.of();
    private static final int HEX_DIGITS = 16;
    /** A maintenance window or a closed shop makes nobody buy more. */
    private static final Set<String> RAISING_DEMAND = Set.of("promotion", "holiday");

    private static final Duration JUDGE_EVERY = Duration.ofSeconds(1);

    private final DetectionConfig config;
    private final Map<String, DemandSeries> series = new TreeMap<>();

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, byte[]> store;

    DemandProcessor(DetectionConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        store = context.getStateStore(SERIES);
        resume();
        context.schedule(JUDGE_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> judge());
    }

    @Override
    public void process(Record<String, Sold> record) {
        Sold sold = record.value();
        DemandSeries one = series.computeIfAbsent(sold.sku(), sku -> DemandSeries.begun(sku, config.bucket()));
        Instant bucket = one.sold(sold.at(), sold.event());
        // One entry a sale: all of a bucket in one would be written again with each of its thousands.
        if (bucket != null) {
            store.put(upTo(sold.sku(), bucket) + HEX.toHexDigits(sold.event()), millis(sold.at()));
        }
    }

    /** Sorts behind the sales of earlier buckets and before those of this one. */
    private static String upTo(String sku, Instant bucket) {
        return sku + WAITING + HEX.toHexDigits(bucket.toEpochMilli());
    }

    private static byte[] millis(Instant at) {
        return ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli()).array();
    }

    private void judge() {
        Instant now = config.clock().instant();
        Instant closed = now.minus(config.grace());
        List<CalendarAnnounced> causes = causes();
        series.forEach((sku, one) -> {
            Instant before = one.next();
            one.judgeUntil(closed, now, (item, at) -> explained(causes, item, at))
                    .forEach(signal -> context.forward(new Record<>(sku, signal, now.toEpochMilli())));
            if (!Objects.equals(one.next(), before)) {
                store.put(sku, one.judged());
                forget(sku, Objects.requireNonNull(one.next(), "what was judged has a next bucket"));
            }
        });
    }

    /** Sales of buckets before this one are part of what was learned. */
    private void forget(String sku, Instant next) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> judged = store.range(sku + WAITING, upTo(sku, next))) {
            judged.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(store::delete);
    }

    /**
     * A surge that goes on over a restart must be told to be over even if nobody buys any more. The store is sorted: what
     * was learned of a SKU stands before its sales.
     */
    private void resume() {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> {
                int end = entry.key.indexOf(WAITING);
                if (end < 0) {
                    series.put(entry.key, DemandSeries.resumed(entry.key, config.bucket(), entry.value));
                } else {
                    Instant at =
                            Instant.ofEpochMilli(ByteBuffer.wrap(entry.value).getLong());
                    long event = HexFormat.fromHexDigitsToLong(entry.key, end + 1 + HEX_DIGITS, entry.key.length());
                    series.computeIfAbsent(entry.key.substring(0, end), sku -> DemandSeries.begun(sku, config.bucket()))
                            .sold(at, event);
                }
            });
        }
    }

    private List<CalendarAnnounced> causes() {
        ReadOnlyKeyValueStore<String, CalendarAnnounced> calendar = context.getStateStore(CALENDAR);
        List<CalendarAnnounced> all = new ArrayList<>();
        try (KeyValueIterator<String, CalendarAnnounced> entries = calendar.all()) {
            entries.forEachRemaining(entry -> all.add(entry.value));
        }
        return all;
    }

    private boolean explained(List<CalendarAnnounced> causes, String sku, Instant start) {
        return causes.stream()
                .anyMatch(one -> RAISING_DEMAND.contains(one.kind())
                        && (one.skus().isEmpty() || one.skus().contains(sku))
                        && start.plus(config.bucket()).isAfter(one.from())
                        && start.isBefore(one.to()));
    }
}
