package io.tillwatch.contracts.json;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.ReasonCode;
import java.io.IOException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Serde of one record type as JSON; null stays null. Stateless, thread-safe. */
public final class JsonSerde<T> implements Serde<T> {
    private final Class<T> type;

    private JsonSerde(Class<T> type) {
        this.type = type;
    }

    public static <T> JsonSerde<T> of(Class<T> type) {
        return new JsonSerde<>(type);
    }

    /** The record type that this serde reads and writes. */
    public Class<T> type() {
        return type;
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's interfaces are not annotated; null in, null out is their contract
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : Json.bytes(value);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                return Json.mapper().readValue(bytes, type);
            } catch (JsonMappingException e) {
                throw new ContractViolation(
                        ReasonCode.MALFORMED_BODY,
                        "not the JSON of " + type.getSimpleName() + " on " + topic + ": field " + FieldPath.of(e)
                                + " is invalid");
            } catch (IOException e) {
                // Without the cause, which quotes the record.
                throw new ContractViolation(
                        ReasonCode.MALFORMED_BODY, "not the JSON of " + type.getSimpleName() + " on " + topic);
            }
        };
    }
}
