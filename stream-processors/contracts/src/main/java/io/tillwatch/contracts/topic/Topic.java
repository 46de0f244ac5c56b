package io.tillwatch.contracts.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalogue. Keys are UTF-8 strings everywhere.
 *
 * @param key what the key is, in words
 * @param value serde of the value; raw bytes for event topics, whose type stands in the headers
 * @param partitions default; a larger installation configures more before its first start
 * @param retention null keeps for ever (compacted topics)
 * @param owner who answers for its content
 */
public record Topic<V>(
        String name,
        String key,
        Serde<V> value,
        int partitions,
        @Nullable Duration retention,
        Kind kind,
        String owner) {

    /** What a topic is for decides how it is kept. */
    public enum Kind {
        /** Immutable facts from outside. */
        EVENTS,
        /** The last value for a key is the truth: compacted. */
        STATE,
        /** What we concluded, by time. */
        OUTPUT
    }

    /** Topic configuration for the admin client. */
    public Map<String, String> configuration() {
        Map<String, String> configuration = new HashMap<>();
        configuration.put("cleanup.policy", kind == Kind.STATE ? "compact" : "delete");
        configuration.put("retention.ms", retention == null ? "-1" : Long.toString(retention.toMillis()));
        configuration.put("message.timestamp.type", "CreateTime");
        return configuration;
    }
}
