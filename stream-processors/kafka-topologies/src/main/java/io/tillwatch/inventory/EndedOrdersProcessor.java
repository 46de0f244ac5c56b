package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.state.KeySpaces;
import io.tillwatch.state.PackedState;
import io.tillwatch.state.PackedStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Runs the check of ended orders over what intake and ledger say of each, keyed by order. */
final class EndedOrdersProcessor implements Processor<String, OrderNote, String, Signal> {
    static final String ORDERS = "ended-orders";

    private static final byte ORDER = 'O';
    private static final byte ENDED = 'E';
    private static final byte[] NOTHING = {};

    /** An order is asked for at its first reservation already, and again at each change. */
    static final KeySpaces SPACES = new KeySpaces(String.valueOf((char) ORDER), String.valueOf((char) ORDER));

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final InventoryConfig config;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private EndedOrders orders;

    /** How long the latest notes were on their way, in milliseconds: up to the last look, and since. */
    private long behindBefore;

    private long behind;

    EndedOrdersProcessor(InventoryConfig config) {
        this.config = config;
    }

    @Override
    public void init(ProcessorContext<String, Signal> context) {
        orders = new EndedOrders(
                config.rules().orderEnd(),
                new Stored(context.<PackedStore>getStateStore(ORDERS).state()));
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> {
            Instant now = config.clock().instant();
            // Whoever lags behind the log must not hold a release that lies there unread against the order.
            Instant reached = now.minusMillis(Math.max(behind, behindBefore));
            behindBefore = behind;
            behind = 0;
            orders.tell(reached, signal -> context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli())));
        });
    }

    @Override
    public void process(Record<String, OrderNote> record) {
        Instant now = config.clock().instant();
        behind = Math.max(behind, now.toEpochMilli() - record.timestamp());
        orders.note(record.value(), now);
    }

    /**
     * Orders under their names behind one letter, and under another a mark for each that ended: a restart looks at those
     * without reading all that are open.
     */
    private record Stored(PackedState store) implements EndedOrders.State {
        @Override
        public EndedOrders.@Nullable Order find(String order) {
            byte[] bytes = store.current(key(ORDER, order));
            return bytes == null ? null : OrderCodec.order(bytes);
        }

        @Override
        public void put(EndedOrders.Order known) {
            store.put(key(ORDER, known.order()), OrderCodec.encode(known));
        }

        @Override
        public void markEnded(String order) {
            store.append(key(ENDED, order), NOTHING);
        }

        @Override
        public void drop(EndedOrders.Order known) {
            store.delete(key(ORDER, known.order()));
            if (known.end() != null) {
                store.delete(key(ENDED, known.order()));
            }
        }

        @Override
        public void eachEnded(Consumer<String> visitor) {
            store.write();
            store.scan(new byte[] {ENDED}, new byte[] {ENDED + 1}, (key, value) -> {
                visitor.accept(new String(key, 1, key.length - 1, StandardCharsets.UTF_8));
                return true;
            });
        }

        private static byte[] key(byte space, String order) {
            byte[] name = order.getBytes(StandardCharsets.UTF_8);
            byte[] key = new byte[1 + name.length];
            key[0] = space;
            System.arraycopy(name, 0, key, 1, name.length);
            return key;
        }
    }
}
