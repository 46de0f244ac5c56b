package io.tillwatch.detection;

import io.tillwatch.models.exceptions.ExceptionClusterer;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Clusters the failures of the flows of its partition. */
final class ExceptionProcessor implements Processor<String, Failed, String, Object> {
    static final String CLUSTERS = "exception-clusters";

    private static final String KEY = "clusters";
    private static final Duration SAVE_EVERY = Duration.ofSeconds(2);

    private final DetectionConfig config;
    private boolean changed;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, byte[]> store;

    @SuppressWarnings("NullAway.Init") // as above
    private ExceptionWatch watch;

    ExceptionProcessor(DetectionConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        store = context.getStateStore(CLUSTERS);
        byte[] saved = store.get(KEY);
        ExceptionClusterer clusterer = saved == null ? ExceptionClusterer.create() : ExceptionClusterer.restore(saved);
        watch = new ExceptionWatch(clusterer, config.exceptionWarmUp());
        context.schedule(SAVE_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> save());
    }

    @Override
    public void process(Record<String, Failed> record) {
        Instant now = config.clock().instant();
        changed = true;
        watch.failed(record.value(), now)
                .ifPresent(signal -> context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli())));
    }

    private void save() {
        if (changed) {
            store.put(KEY, watch.snapshot());
            changed = false;
        }
    }
}
