package io.tillwatch.inventory;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.state.PackedStoreBuilder;
import io.tillwatch.state.WriteBehind;
import io.tillwatch.streams.Branches;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Adds the checks beside the ledger to its topology: sequences of sources, ended orders, and Odoo's stock. */
final class StockChecks {
    private final StreamsBuilder builder;
    private final InventoryConfig config;

    StockChecks(StreamsBuilder builder, InventoryConfig config) {
        this.builder = builder;
        this.config = config;
    }

    /** @param events as they stand on the topics */
    void addSequences(KStream<byte[], byte[]> events) {
        builder.addStateStore(WriteBehind.of(store(SequenceProcessor.NUMBERS, SequenceProcessor.SERDE)));
        KStream<String, Signal> gaps =
                events.process(() -> new SequenceProcessor(config), Named.as("sequences"), SequenceProcessor.NUMBERS);
        Branches.to(gaps, Topics.SIGNALS, "signals-of-sequences");
    }

    /**
     * @param events as they stand on the topics
     * @param held what the ledger says of reservations, keyed by order
     */
    void addEndedOrders(KStream<byte[], byte[]> events, KStream<String, OrderNote> held) {
        builder.addStateStore(new PackedStoreBuilder(EndedOrdersProcessor.ORDERS, EndedOrdersProcessor.SPACES));
        KStream<String, Signal> signals = events.process(Ends::new, Named.as("order-ends"))
                .merge(held, Named.as("order-notes"))
                .repartition(Repartitioned.<String, OrderNote>as("orders")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(OrderCodec.NOTES)
                        .withNumberOfPartitions(config.partitions()))
                .process(
                        () -> new EndedOrdersProcessor(config),
                        Named.as("ended-orders-check"),
                        EndedOrdersProcessor.ORDERS);
        Branches.to(signals, Topics.SIGNALS, "signals-of-orders");
    }

    /**
     * @param locations Odoo's names of warehouses to ours, where they differ
     * @param ledgers reads the ledger's stores
     * @param ledgerStores names of these stores
     */
    void addOdoo(
            Map<String, String> locations,
            Function<ProcessorContext<?, ?>, LedgerReader> ledgers,
            String... ledgerStores) {
        builder.addStateStore(store(OdooShelfProcessor.ROWS, Serdes.ByteArray()));
        builder.addStateStore(store(StockDriftProcessor.SEEN, StockDriftProcessor.SERDE));
        KStream<String, Object> rows = builder.stream(
                        TopicNames.ODOO_DOCUMENTS,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("odoo-documents"))
                .process(
                        () -> new OdooShelfProcessor(locations, config),
                        Named.as("odoo-shelves-of-rows"),
                        OdooShelfProcessor.ROWS);
        Branches.to(Branches.only(rows, QuarantinedRecord.class, "odoo-refused"), Topics.QUARANTINE, "odoo-quarantine");
        String[] connected = new String[ledgerStores.length + 1];
        connected[0] = StockDriftProcessor.SEEN;
        System.arraycopy(ledgerStores, 0, connected, 1, ledgerStores.length);
        KStream<String, Object> drift = Branches.only(rows, OdooShelf.class, "odoo-shelf")
                .repartition(Repartitioned.<String, OdooShelf>as("shelves")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(JsonSerde.of(OdooShelf.class))
                        .withNumberOfPartitions(config.partitions()))
                .process(() -> new StockDriftProcessor(config, ledgers), Named.as("stock-drift"), connected);
        Branches.to(Branches.only(drift, Signal.class, "drift"), Topics.SIGNALS, "signals-of-drift");
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }

    /** Picks the events that end an order, without a look into the others. */
    private static final class Ends extends ContextualProcessor<byte[], byte[], String, OrderNote> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            Header type = record.headers().lastHeader("ce_type");
            if (type == null
                    || type.value() == null
                    || !OrderNote.ends(new String(type.value(), StandardCharsets.UTF_8))) {
                return;
            }
            note(record).ifPresent(note -> context().forward(new Record<>(note.order(), note, record.timestamp())));
        }

        /** Empty for what the contract refuses: the intake puts that into quarantine and counts it. */
        private Optional<OrderNote> note(Record<byte[], byte[]> record) {
            try {
                return OrderNote.ended(EventCodec.decode(
                        context().recordMetadata().orElseThrow().topic(), record.headers(), record.value()));
            } catch (ContractViolation refused) {
                return Optional.empty();
            }
        }
    }
}
