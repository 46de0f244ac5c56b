package io.tillwatch.confidence;

import io.tillwatch.contracts.json.JsonSerde;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.state.WriteBehind;
import io.tillwatch.streams.Branches;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Sales and heartbeats to the word of each location. Sums of a moment travel to one partition, where all locations are
 * judged together: some hundred bytes a location and half second, whatever the tills sell.
 */
public final class ConfidenceTopology {
    /** Consumer group and prefix of internal topics. */
    public static final String APPLICATION_ID = "tillwatch-confidence";

    private static final List<String> INPUTS = List.of(TopicNames.SALES, TopicNames.TELEMETRY);

    private ConfidenceTopology() {}

    public static Topology build(WorldClock clock) {
        StreamsBuilder builder = Branches.builder(APPLICATION_ID);
        builder.addStateStore(WriteBehind.json(HeardProcessor.SPEAKERS, Speaker.class));
        builder.addStateStore(WriteBehind.json(HeardProcessor.UNSENT, LocationPulse.class));
        builder.addStateStore(WriteBehind.json(LocationProcessor.PULSES, LocationPulse.class));
        Branches.to(
                builder.stream(
                                INPUTS,
                                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                        .withName("sales-and-telemetry"))
                        .process(
                                () -> new HeardProcessor(clock),
                                Named.as("hear"),
                                HeardProcessor.SPEAKERS,
                                HeardProcessor.UNSENT)
                        .repartition(Repartitioned.<String, LocationPulse>as("pulses")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(JsonSerde.of(LocationPulse.class))
                                .withNumberOfPartitions(1))
                        .process(
                                () -> new LocationProcessor(clock),
                                Named.as("judge-locations"),
                                LocationProcessor.PULSES),
                Topics.LOCATIONS,
                "locations");
        return builder.build();
    }
}
