package io.tillwatch.streams;

import io.tillwatch.contracts.topic.Topic;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** How a processor's mixed output finds its topics: each type of record goes one way. */
public final class Branches {
    private Branches() {}

    /** A builder that refuses operators without a name, so that a renamed class never renames a changelog. */
    public static StreamsBuilder builder(String applicationId) {
        return new StreamsBuilder(new TopologyConfig(new StreamsConfig(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                applicationId,
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "unused:0",
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                true))));
    }

    /** The records of one type. */
    public static <T> KStream<String, T> only(KStream<String, Object> mixed, Class<T> type, String name) {
        return at(mixed, type, "only-" + name);
    }

    /**
     * The records of one type, at a child of that name: a processor that forwards to a child by its name spares its
     * other children the look.
     */
    @SuppressWarnings("unchecked") // the filter has looked; a node that casts would be one more step for each record
    public static <T> KStream<String, T> at(KStream<String, Object> mixed, Class<T> type, String name) {
        return (KStream<String, T>)
                (KStream<String, ?>) mixed.filter((key, value) -> type.isInstance(value), Named.as(name));
    }

    /** Writes to a topic of the catalogue. */
    public static <T> void to(KStream<String, T> stream, Topic<T> topic, String name) {
        stream.to(topic.name(), Produced.with(Serdes.String(), topic.value()).withName(name));
    }
}
