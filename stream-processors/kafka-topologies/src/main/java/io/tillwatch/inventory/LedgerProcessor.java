package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.state.PackedState;
import io.tillwatch.state.PackedStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Runs the ledger over the movements of its SKUs and tells each position that changed. */
final class LedgerProcessor implements Processor<String, LedgerCommand, String, Object> {
    /** Child that takes positions. */
    static final String POSITIONS = "positions";

    /** Child that takes signals. */
    static final String SIGNALS = "ledger-signals";

    /** Child that takes what orders hold. */
    static final String ORDER_NOTES = "held-for-orders";

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final InventoryConfig config;
    private final Latency latency;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private LedgerStore store;

    @SuppressWarnings("NullAway.Init") // as above
    private StockLedger ledger;

    @SuppressWarnings("NullAway.Init") // as above
    private WatchedPositions watched;

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
        PackedState packed =
                context.<PackedStore>getStateStore(InventoryTopology.LEDGER).state();
        store = new PackedLedgerStore(packed, config.hotBooks());
        ledger = new StockLedger(store);
        watched = new WatchedPositions(watches(), store, packed);
        watched.remember();
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> look());
    }

    private List<LedgerWatch> watches() {
        return List.of(
                new OversellWatch(store, config.oversellGrace()),
                new CountVarianceWatch(store, CountVarianceWatch.Tolerance.of(config.rules())),
                new TransferWatch(store, TransferWatch.Patience.of(config.rules())),
                new UnitWatch());
    }

    @Override
    public void process(Record<String, LedgerCommand> record) {
        LedgerCommand command = record.value();
        Instant now = config.clock().instant();
        Instant arrived = Instant.ofEpochMilli(record.timestamp());
        Movement movement = command.movement();
        EventRef undo = command.undo();
        if (movement != null) {
            ledger.apply(movement, now);
            watched.applied(movement, now);
            OrderNote.held(store, movement, now).ifPresent(note -> say(note, arrived));
        } else if (undo != null) {
            if (!ledger.undo(command.sku(), command.location(), undo, arrived, now)) {
                tell(LateCorrection.of(Place.of(command.sku(), command.location()), undo, now));
            }
            OrderNote.held(store, command.sku(), command.location(), now).forEach(note -> say(note, arrived));
        }
        tell(command.sku(), command.location(), now);
        latency.took(config.clock().realMillis(arrived, now));
    }

    /** @param arrived of what made us say it, so that whoever hears it knows how far we are */
    private void say(OrderNote note, Instant arrived) {
        context.forward(new Record<>(note.order(), note, arrived.toEpochMilli()), ORDER_NOTES);
    }

    private void look() {
        Instant now = config.clock().instant();
        ledger.expire(now, (sku, location) -> {
            tell(sku, location, now);
            OrderNote.held(store, sku, location, now).forEach(note -> say(note, now));
        });
        watched.tell(now, this::tell);
        fold(now);
    }

    /**
     * What occurred a horizon ago may have arrived just now, so at twice the horizon all that is asked for one by one,
     * by either time, still stands in the log.
     */
    private void fold(Instant now) {
        Instant boundary = now.minus(config.horizon().multipliedBy(2));
        store.longPast(boundary).forEach(place -> ledger.fold(place.sku(), place.location(), boundary, now));
    }

    private void tell(Signal signal) {
        context.forward(
                new Record<>(signal.subject(), signal, signal.detectedAt().toEpochMilli()), SIGNALS);
    }

    private void tell(String sku, String location, Instant now) {
        Book book = store.book(sku, location);
        Place place = Place.of(sku, location);
        watched.note(place, book, now);
        var position = book.position(sku, location, now, !config.assortment().knows(sku));
        context.forward(new Record<>(place.key(), position, now.toEpochMilli()), POSITIONS);
    }
}
