package io.tillwatch.health;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.SloAttainment;
import io.tillwatch.state.WriteBehind;
import io.tillwatch.streams.Accounts;
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

/** Everything that passes to the health of its flow. */
public final class FlowHealthTopology {
    /** Consumer group and prefix of internal topics. */
    public static final String APPLICATION_ID = "tillwatch-health";

    private static final List<String> INPUTS = List.of(
            TopicNames.SALES,
            TopicNames.ORDERS,
            TopicNames.STOCK,
            TopicNames.PAYMENTS,
            TopicNames.TELEMETRY,
            TopicNames.CALENDAR,
            TopicNames.ODOO_DOCUMENTS,
            TopicNames.ACCOUNTING,
            TopicNames.QUARANTINE);

    private FlowHealthTopology() {}

    /** Without meters for Prometheus. */
    public static Topology build(WorldClock clock, FlowCatalogue flows, int partitions) {
        return build(clock, flows, partitions, new CompositeMeterRegistry());
    }

    /** @param registry counts what passes; a thread of its own for each task adds to it */
    public static Topology build(WorldClock clock, FlowCatalogue flows, int partitions, MeterRegistry registry) {
        StreamsBuilder builder = Branches.builder(APPLICATION_ID);
        builder.addStateStore(Accounts.storeBuilder(MeterProcessor.ACCOUNTS));
        builder.addStateStore(WriteBehind.json(FlowProcessor.MEMORIES, FlowMemory.class));
        builder.addStateStore(kept(MeterProcessor.PROMISES, Promises.Open.class));
        builder.addStateStore(kept(MeterProcessor.POSTINGS, Postings.Sale.class));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(FlowProcessor.PACES), Serdes.String(), Serdes.ByteArray()));

        KStream<String, Object> meters = builder.stream(
                        INPUTS,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("everything"))
                .process(
                        () -> new MeterProcessor(clock, flows, registry),
                        Named.as("meter"),
                        MeterProcessor.ACCOUNTS,
                        MeterProcessor.PROMISES,
                        MeterProcessor.POSTINGS);
        KStream<String, Object> judged = Branches.only(meters, FlowSample.class, "samples")
                .repartition(Repartitioned.<String, FlowSample>as("samples")
                        .withKeySerde(Serdes.String())
                        .withValueSerde(JsonSerde.of(FlowSample.class))
                        .withNumberOfPartitions(partitions))
                .process(
                        () -> new FlowProcessor(clock, flows),
                        Named.as("judge"),
                        FlowProcessor.MEMORIES,
                        FlowProcessor.PACES);

        Branches.to(Branches.only(meters, AccountingSnapshot.class, "accounts"), Topics.ACCOUNTING, "accounting");
        Branches.to(Branches.only(meters, QuarantinedRecord.class, "refused"), Topics.QUARANTINE, "quarantine");
        Branches.to(Branches.only(meters, Signal.class, "clocks"), Topics.SIGNALS, "signals-of-clocks");
        Branches.to(Branches.only(judged, FlowHealth.class, "health"), Topics.FLOW_HEALTH, "flow-health");
        Branches.to(Branches.only(judged, SloAttainment.class, "slo"), Topics.SLO, "slo-attainment");
        Branches.to(Branches.only(judged, Signal.class, "signals"), Topics.SIGNALS, "signals");
        return builder.build();
    }

    /** As many as orders and receipts: each changes a few times and is over. */
    private static <V> StoreBuilder<KeyValueStore<String, V>> kept(String name, Class<V> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), JsonSerde.of(type));
    }
}
