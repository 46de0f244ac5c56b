package io.tillwatch.inventory;

import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.state.PackedStore;
import io.tillwatch.state.PackedStoreBuilder;
import io.tillwatch.streams.Branches;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Events to positions. The intake lets each event in once and explodes it; its movements go by SKU to the ledger. Stock
 * events come by SKU already: theirs reach the ledger of the same task without another hop. Receipts, orders and payments
 * come by store and by order: theirs travel through a topic. Intake and ledger of a task share one store.
 *
 * <p>The event topics have the same number of partitions, and a correction carries the key of the event that it
 * corrects: so both come to the same task.
 */
public final class InventoryTopology {
    /** Consumer group and prefix of internal topics. */
    public static final String APPLICATION_ID = "tillwatch-inventory";

    /** The one store. */
    static final String LEDGER = "ledger";

    private static final List<String> INPUTS =
            List.of(TopicNames.SALES, TopicNames.ORDERS, TopicNames.STOCK, TopicNames.PAYMENTS);

    private InventoryTopology() {}

    static Topology build(InventoryConfig config, LedgerProcessor.Latency latency) {
        StreamsBuilder builder = Branches.builder(APPLICATION_ID);
        builder.addStateStore(new PackedStoreBuilder(LEDGER, LedgerKeys.SPACES));

        KStream<byte[], byte[]> events = builder.stream(
                INPUTS, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("events"));
        KStream<String, Object> intake = events.process(() -> new IntakeProcessor(config), Named.as("intake"), LEDGER);
        KStream<String, LedgerCommand> travelled = Branches.at(intake, LedgerCommand.class, IntakeProcessor.AWAY)
                .mapValues(LedgerCommand::encoded, Named.as("encode-commands"))
                .repartition(Repartitioned.<String, byte[]>as("movements")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(Serdes.ByteArray())
                        .withNumberOfPartitions(config.partitions()))
                .mapValues(LedgerCommand::decode, Named.as("decode-commands"));
        KStream<String, Object> ledger = Branches.at(intake, LedgerCommand.class, IntakeProcessor.HERE)
                .merge(travelled, Named.as("commands"))
                .process(() -> new LedgerProcessor(config, latency), Named.as("ledger"), LEDGER);

        StockChecks checks = new StockChecks(builder, config);
        checks.addSequences(events);
        checks.addEndedOrders(events, Branches.at(ledger, OrderNote.class, LedgerProcessor.ORDER_NOTES));
        checks.addOdoo(
                Map.of(),
                context -> new StoredLedger(
                        context.<PackedStore>getStateStore(LEDGER).state()),
                LEDGER);

        to(intake, QuarantinedRecord.class, IntakeProcessor.REFUSED, Topics.QUARANTINE);
        to(intake, AccountingSnapshot.class, IntakeProcessor.ACCOUNTS, Topics.ACCOUNTING);
        to(intake, Signal.class, IntakeProcessor.SIGNALS, Topics.SIGNALS);
        to(ledger, StockPosition.class, LedgerProcessor.POSITIONS, Topics.POSITIONS);
        to(ledger, Signal.class, LedgerProcessor.SIGNALS, Topics.SIGNALS);
        return builder.build();
    }

    private static <T> void to(KStream<String, Object> results, Class<T> type, String child, Topic<T> topic) {
        Branches.to(Branches.at(results, type, child), topic, "to-" + child);
    }
}
