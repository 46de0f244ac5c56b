package io.tillwatch.inventory;

import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.streams.Accounts;
import io.tillwatch.streams.Branches;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Events to positions: the intake lets each event in once and explodes it; its movements travel by SKU to the ledger.
 * A correction must carry the key of the event that it corrects.
 */
public final class InventoryTopology {
    /** Consumer group and prefix of internal topics. */
    public static final String APPLICATION_ID = "tillwatch-inventory";

    private static final List<String> INPUTS =
            List.of(TopicNames.SALES, TopicNames.ORDERS, TopicNames.STOCK, TopicNames.PAYMENTS);

    private InventoryTopology() {}

    static Topology build(InventoryConfig config, LedgerProcessor.Latency latency) {
        return build(config, latency, Stores::persistentKeyValueStore);
    }

    /** @param stores what keeps a store of that name: disk in service, the heap where it need not outlive the process */
    static Topology build(
            InventoryConfig config,
            LedgerProcessor.Latency latency,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        StreamsBuilder builder = Branches.builder(APPLICATION_ID);
        builder.addStateStore(bytes(IntakeProcessor.INDEX, stores));
        builder.addStateStore(Accounts.storeBuilder(IntakeProcessor.ACCOUNTS));
        List.of(LedgerProcessor.BOOKS, LedgerProcessor.MOVEMENTS, LedgerProcessor.HOLDS, LedgerProcessor.EXPIRIES)
                .forEach(store -> builder.addStateStore(bytes(store, stores)));

        KStream<String, Object> intake = builder.stream(
                        INPUTS,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"))
                .process(
                        () -> new IntakeProcessor(config),
                        Named.as("intake"),
                        IntakeProcessor.INDEX,
                        IntakeProcessor.ACCOUNTS);
        KStream<String, Object> ledger = Branches.only(intake, LedgerCommand.class, "commands")
                .mapValues(LedgerCommand::encoded, Named.as("encode-commands"))
                .repartition(Repartitioned.<String, byte[]>as("movements")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.ByteArray())
                        .withNumberOfPartitions(config.partitions()))
                .process(
                        () -> new LedgerProcessor(config, latency),
                        Named.as("ledger"),
                        LedgerProcessor.BOOKS,
                        LedgerProcessor.MOVEMENTS,
                        LedgerProcessor.HOLDS,
                        LedgerProcessor.EXPIRIES);

        Branches.to(Branches.only(intake, QuarantinedRecord.class, "refused"), Topics.QUARANTINE, "quarantine");
        Branches.to(Branches.only(intake, AccountingSnapshot.class, "accounts"), Topics.ACCOUNTING, "accounting");
        Branches.to(Branches.only(intake, Signal.class, "intake-signals"), Topics.SIGNALS, "signals-of-intake");
        Branches.to(Branches.only(ledger, StockPosition.class, "positions"), Topics.POSITIONS, "stock-positions");
        Branches.to(Branches.only(ledger, Signal.class, "ledger-signals"), Topics.SIGNALS, "signals-of-ledger");
        return builder.build();
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> bytes(
            String name, Function<String, KeyValueBytesStoreSupplier> stores) {
        return Stores.keyValueStoreBuilder(stores.apply(name), Serdes.String(), Serdes.ByteArray());
    }
}
