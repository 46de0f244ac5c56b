package io.tillwatch.orders;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.streams.Branches;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/** Orders to those that are stuck. */
public final class OrdersTopology {
    /** Consumer group and prefix of internal topics. */
    public static final String APPLICATION_ID = "tillwatch-orders";

    private OrdersTopology() {}

    public static Topology build(WorldClock clock, FlowCatalogue flows) {
        Deadlines deadlines = Deadlines.of(flows);
        StreamsBuilder builder = Branches.builder(APPLICATION_ID);
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(OrderProcessor.ORDERS),
                        Serdes.String(),
                        JsonSerde.of(OpenOrder.class))
                .withCachingEnabled());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StuckProcessor.BOARDS),
                        Serdes.String(),
                        JsonSerde.of(StuckBoard.class))
                .withCachingEnabled());
        KStream<String, io.tillwatch.contracts.watch.Signal> signals = builder.stream(
                        TopicNames.ORDERS,
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("orders"))
                .process(() -> new OrderProcessor(clock, deadlines), Named.as("deadlines"), OrderProcessor.ORDERS)
                .repartition(Repartitioned.<String, StuckChange>as("stuck")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(JsonSerde.of(StuckChange.class))
                        .withNumberOfPartitions(1))
                .process(() -> new StuckProcessor(clock), Named.as("board"), StuckProcessor.BOARDS);
        Branches.to(signals, Topics.SIGNALS, "signals");
        return builder.build();
    }
}
