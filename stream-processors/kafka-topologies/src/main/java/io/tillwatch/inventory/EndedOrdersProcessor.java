package io.tillwatch.inventory;

import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Runs the check of ended orders over what intake and ledger say of each, keyed by order. */
final class EndedOrdersProcessor implements Processor<String, OrderNote, String, Signal> {
    static final String ORDERS = "ended-orders";
    static final Serde<OrderNote> NOTES = JsonSerde.of(OrderNote.class);
    static final Serde<EndedOrders.Order> SERDE = JsonSerde.of(EndedOrders.Order.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final InventoryConfig config;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private EndedOrders orders;

    EndedOrdersProcessor(InventoryConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<String, Signal> context) {
        orders = new EndedOrders(config.rules().orderEnd(), new Stored(context.getStateStore(ORDERS)));
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> {
            Instant now = config.clock().instant();
            orders.tell(now, signal -> context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli())));
        });
    }

    @Override
    public void process(Record<String, OrderNote> record) {
        orders.note(record.value(), config.clock().instant());
    }

    private record Stored(KeyValueStore<String, EndedOrders.Order> store) implements EndedOrders.State {
        @Override
        public EndedOrders.@Nullable Order find(String order) {
            return store.get(order);
        }

        @Override
        public void put(String order, EndedOrders.Order known) {
            store.put(order, known);
        }

        @Override
        public void drop(String order) {
            store.delete(order);
        }

        @Override
        public void each(Consumer<EndedOrders.Order> visitor) {
            try (KeyValueIterator<String, EndedOrders.Order> all = store.all()) {
                while (all.hasNext()) {
                    KeyValue<String, EndedOrders.Order> entry = all.next();
                    visitor.accept(entry.value);
                }
            }
        }
    }
}
