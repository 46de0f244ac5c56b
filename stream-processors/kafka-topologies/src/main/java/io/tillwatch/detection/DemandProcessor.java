package io.tillwatch.detection;

import io.tillwatch.contracts.integration.CalendarAnnounced;
import io.tillwatch.models.anomaly.SeriesDetector;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private static final Duration JUDGE_EVERY = Duration.ofSeconds(1);

    private final DetectionConfig config;
    private final Map<String, DemandSeries> series = new HashMap<>();

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
        context.schedule(JUDGE_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> judge());
    }

    @Override
    public void process(Record<String, Sold> record) {
        series(record.value().sku()).sold(record.value().at());
    }

    private void judge() {
        Instant now = config.clock().instant();
        Instant closed = now.minus(config.grace());
        List<CalendarAnnounced> promotions = promotions();
        series.forEach((sku, one) -> {
            Instant before = one.next();
            one.judgeUntil(closed, now, (item, at) -> explained(promotions, item, at))
                    .ifPresent(signal -> context.forward(new Record<>(sku, signal, now.toEpochMilli())));
            Instant after = one.next();
            if (after != null && !after.equals(before)) {
                store.put(sku, entry(after, one.snapshot()));
            }
        });
    }

    private DemandSeries series(String sku) {
        return series.computeIfAbsent(sku, key -> {
            byte[] entry = store.get(sku);
            if (entry == null) {
                return new DemandSeries(sku, config.bucket(), SeriesDetector.create(DemandSeries.CONFIG), null);
            }
            ByteBuffer in = ByteBuffer.wrap(entry);
            Instant next = Instant.ofEpochMilli(in.getLong());
            byte[] snapshot = new byte[in.remaining()];
            in.get(snapshot);
            return new DemandSeries(sku, config.bucket(), SeriesDetector.restore(DemandSeries.CONFIG, snapshot), next);
        });
    }

    private static byte[] entry(Instant next, byte[] snapshot) {
        return ByteBuffer.allocate(Long.BYTES + snapshot.length)
                .putLong(next.toEpochMilli())
                .put(snapshot)
                .array();
    }

    private List<CalendarAnnounced> promotions() {
        ReadOnlyKeyValueStore<String, CalendarAnnounced> calendar = context.getStateStore(CALENDAR);
        List<CalendarAnnounced> all = new ArrayList<>();
        try (KeyValueIterator<String, CalendarAnnounced> entries = calendar.all()) {
            entries.forEachRemaining(entry -> all.add(entry.value));
        }
        return all;
    }

    private static boolean explained(List<CalendarAnnounced> promotions, String sku, Instant at) {
        return promotions.stream()
                .anyMatch(one -> (one.skus().isEmpty() || one.skus().contains(sku))
                        && !at.isBefore(one.from().minus(Duration.ofMinutes(15)))
                        && at.isBefore(one.to()));
    }
}
