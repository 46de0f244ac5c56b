package io.tillwatch.detection;

import io.tillwatch.contracts.integration.CalendarAnnounced;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** What follows the SKU in the key of its sales that were not judged yet. */
    private static final String WAITING = "\u0000waiting";
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
        one.sold(sold.at(), sold.event());
        store.put(sold.sku() + WAITING, one.waiting());
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
                store.put(sku + WAITING, one.waiting());
            }
        });
    }

    /** A surge that goes on over a restart must be told to be over even if nobody buys any more. */
    private void resume() {
        Map<String, byte[]> entries = new TreeMap<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
        }
        entries.keySet().stream()
                .map(key -> key.endsWith(WAITING) ? key.substring(0, key.length() - WAITING.length()) : key)
                .distinct()
                .forEach(sku -> series.put(
                        sku, DemandSeries.resumed(sku, config.bucket(), entries.get(sku), entries.get(sku + WAITING))));
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
