package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Runs the ledger over the movements of its SKUs and tells each position that changed. */
final class LedgerProcessor implements Processor<String, byte[], String, Object> {
    static final String BOOKS = "books";
    static final String MOVEMENTS = "movements";
    static final String HOLDS = "holds";
    static final String EXPIRIES = "expiries";

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final InventoryConfig config;
    private final Latency latency;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private StreamsLedgerStore store;

    @SuppressWarnings("NullAway.Init") // as above
    private StockLedger ledger;

    @SuppressWarnings("NullAway.Init") // as above
    private List<LedgerWatch> watches;

    /** Takes the time from append to position, in real milliseconds. */
    @FunctionalInterface
    interface Latency {
        void took(double realMillis);
    }

    LedgerProcessor(InventoryConfig config, Latency latency) {
        this.config = config;
        this.latency = latency;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        KeyValueStore<String, byte[]> books = context.getStateStore(BOOKS);
        store = new StreamsLedgerStore(
                books, context.getStateStore(MOVEMENTS), context.getStateStore(HOLDS), context.getStateStore(EXPIRIES));
        ledger = new StockLedger(store);
        watches = List.of(
                new OversellWatch(store, config.oversellGrace()),
                new CountVarianceWatch(store, CountVarianceWatch.Tolerance.of(config.rules())),
                new TransferWatch(store, TransferWatch.Patience.of(config.rules())),
                new UnitWatch());
        remember(books);
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> look());
    }

    @Override
    public void process(Record<String, byte[]> record) {
        LedgerCommand command = LedgerCommand.decode(record.value());
        Instant now = config.clock().instant();
        Instant arrived = Instant.ofEpochMilli(record.timestamp());
        Movement movement = command.movement();
        EventRef undo = command.undo();
        if (movement != null) {
            ledger.apply(movement, now);
        } else if (undo != null) {
            ledger.undo(command.sku(), command.location(), undo, arrived, now);
        }
        tell(command.sku(), command.location(), now);
        Duration world = Duration.between(arrived, now);
        latency.took((world.getSeconds() * 1e3 + world.getNano() / 1e6)
                / config.clock().speed());
    }

    private void look() {
        Instant now = config.clock().instant();
        ledger.expire(now, (sku, location) -> tell(sku, location, now));
        watches.forEach(watch ->
                watch.tell(now, signal -> context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli()))));
    }

    private void tell(String sku, String location, Instant now) {
        Book book = store.book(sku, location);
        watches.forEach(watch -> watch.note(sku, location, book, now));
        var position = book.position(sku, location, now);
        context.forward(new Record<>(position.key(), position, now.toEpochMilli()));
    }

    /** After a restart, what was out of order is still to be watched. */
    private void remember(KeyValueStore<String, byte[]> books) {
        try (KeyValueIterator<String, byte[]> all = books.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                var parts = StreamsLedgerStore.parts(entry.key);
                Book book = MovementCodec.book(entry.value);
                Instant since = book.lastAt();
                watches.forEach(
                        watch -> watch.note(parts.get(0), parts.get(1), book, since == null ? Instant.EPOCH : since));
            }
        }
    }
}
