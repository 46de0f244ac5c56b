package io.tillwatch.detection;

import io.tillwatch.contracts.integration.CalendarAnnounced;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.streams.Branches;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Events to what the models find in them. */
public final class DetectionTopology {
    /** Consumer group and prefix of internal topics. */
    public static final String APPLICATION_ID = "tillwatch-detection";

    private DetectionTopology() {}

    public static Topology build(DetectionConfig config) {
        StreamsBuilder builder = Branches.builder(APPLICATION_ID);
        builder.addStateStore(cached(DemandProcessor.SERIES));
        builder.addStateStore(cached(ExceptionProcessor.CLUSTERS));
        // Keyed by entry: the topic's key is the scope, which several entries share.
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(DemandProcessor.CALENDAR),
                                Serdes.String(),
                                JsonSerde.of(CalendarAnnounced.class))
                        .withLoggingDisabled(),
                TopicNames.CALENDAR,
                Consumed.with(Serdes.String(), LenientCalendar.serde()).withName("calendar-entries"),
                CalendarProcessor::new);

        KStream<String, Object> picked = builder.stream(
                        List.of(TopicNames.SALES, TopicNames.ORDERS, TopicNames.TELEMETRY),
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("events"))
                .process(() -> new SoldProcessor(config), Named.as("pick"));
        KStream<String, Object> demand = Branches.only(picked, Sold.class, "sold")
                .repartition(Repartitioned.<String, Sold>as("sold")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(JsonSerde.of(Sold.class))
                        .withNumberOfPartitions(config.partitions()))
                .process(() -> new DemandProcessor(config), Named.as("demand"), DemandProcessor.SERIES);
        KStream<String, Object> failures = Branches.only(picked, Failed.class, "failed")
                .repartition(Repartitioned.<String, Failed>as("failed")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(JsonSerde.of(Failed.class))
                        .withNumberOfPartitions(1))
                .process(() -> new ExceptionProcessor(config), Named.as("exceptions"), ExceptionProcessor.CLUSTERS);
        Branches.to(Branches.only(demand, Signal.class, "demand-signals"), Topics.SIGNALS, "signals-of-demand");
        Branches.to(Branches.only(failures, Signal.class, "failure-signals"), Topics.SIGNALS, "signals-of-failures");
        return builder.build();
    }

    private static StoreBuilder<KeyValueStore<String, byte[]>> cached(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingEnabled();
    }
}
