package io.tillwatch.inventory;

import io.tillwatch.contracts.json.JsonSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Runs the watch over Odoo's shelves beside the ledger of the same SKUs, whose stores it reads. */
final class StockDriftProcessor implements Processor<String, OdooShelf, String, Object> {
    static final String SEEN = "odoo-shelves";
    static final Serde<StockDriftWatch.Seen> SERDE = JsonSerde.of(StockDriftWatch.Seen.class);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final InventoryConfig config;
    private final Function<ProcessorContext<?, ?>, LedgerReader> ledgers;

    @SuppressWarnings("NullAway.Init") // set in init(), before any record
    private ProcessorContext<String, Object> context;

    @SuppressWarnings("NullAway.Init") // as above
    private StockDriftWatch watch;

    @SuppressWarnings("NullAway.Init") // as above
    private KeyValueStore<String, StockDriftWatch.Seen> store;

    /** @param ledgers reads the ledger's stores, to which this processor is connected */
    StockDriftProcessor(InventoryConfig config, Function<ProcessorContext<?, ?>, LedgerReader> ledgers) {
        this.config = config;
        this.ledgers = ledgers;
    }

    @Override
    public void init(ProcessorContext<String, Object> processorContext) {
        context = processorContext;
        watch = new StockDriftWatch(
                ledgers.apply(context),
                new QuantComparison(QuantComparison.Rules.DEFAULT),
                config.rules().sessionClose());
        store = context.getStateStore(SEEN);
        try (KeyValueIterator<String, StockDriftWatch.Seen> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, StockDriftWatch.Seen> entry = all.next();
                watch.remember(entry.value);
            }
        }
        context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> look());
    }

    @Override
    public void process(Record<String, OdooShelf> record) {
        keep(watch.note(record.value()));
    }

    private void keep(StockDriftWatch.Seen seen) {
        store.put(seen.odoo().sku() + '\u0000' + seen.odoo().location(), seen);
    }

    private void look() {
        Instant now = config.clock().instant();
        watch.tell(
                now, signal -> context.forward(new Record<>(signal.subject(), signal, now.toEpochMilli())), this::keep);
    }
}
