package io.tillwatch.orders;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.time.WorldClock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Runs the tracker over the orders of its partition. What cannot be read is the inventory's to put aside. */
final class OrderProcessor implements Processor<String, byte[], String, StuckChange>, OrderTracker.Keeper {
    static final String ORDERS = "open-orders";

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final WorldClock clock;
    private final OrderTracker tracker;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, StuckChange> context;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, OpenOrder> store;

    OrderProcessor(WorldClock clock, Deadlines deadlines) {
        this.clock = clock;
        this.tracker = new OrderTracker(deadlines);
    }

    @Override
    public void init(ProcessorContext<String, StuckChange> processorContext) {
        context = processorContext;
        store = context.getStateStore(ORDERS);
        try (KeyValueIterator<String, OpenOrder> all = store.all()) {
            all.forEachRemaining(entry -> tracker.restore(entry.value));
        }
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> {
            Instant now = clock.instant();
            tracker.due(now, this, forward(now));
        });
    }

    @Override
    public void process(Record<String, byte[]> record) {
        String topic = context.recordMetadata().orElseThrow().topic();
        try {
            Event<?> event = EventCodec.decode(topic, record.headers(), record.value());
            EventType type = EventType.named(event.envelope().type());
            tracker.take(event.envelope(), type, event.data(), this, forward(clock.instant()));
        } catch (ContractViolation violation) {
            // Not ours to put aside: the inventory quarantines it and accounts for it.
            return;
        }
    }

    @Override
    public void keep(String order, @Nullable OpenOrder open) {
        store.put(order, open);
    }

    private Consumer<StuckChange> forward(Instant now) {
        return change -> context.forward(new Record<>(change.place(), change, now.toEpochMilli()));
    }
}
