package io.tillwatch.contracts.event;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Events to Kafka records and back. Stateless, thread-safe. */
public final class EventCodec {
    private EventCodec() {}

    /**
     * The record to send: topic from the type, headers from the envelope.
     *
     * @param timestamp record timestamp in epoch milliseconds of the world's clock
     */
    public static ProducerRecord<String, byte[]> encode(Event<?> event, String key, long timestamp) {
        EventType type = EventType.named(event.envelope().type());
        RecordHeaders headers = new RecordHeaders();
        EnvelopeHeaders.write(event.envelope(), headers);
        return new ProducerRecord<>(type.topicName(), null, timestamp, key, Json.bytes(event.data()), headers);
    }

    /**
     * Reads a record of an event topic.
     *
     * @throws ContractViolation with the reason for the quarantine, when the record breaks its contract
     */
    public static Event<?> decode(String topic, Headers headers, byte @Nullable [] body) {
        Envelope envelope = EnvelopeHeaders.read(headers);
        EventType type = EventType.named(envelope.type());
        if (!type.topicName().equals(topic)) {
            throw new ContractViolation(
                    ReasonCode.WRONG_TOPIC, type.typeName() + " belongs on " + type.topicName() + ", not on " + topic);
        }
        return new Event<>(envelope, body(type, body));
    }

    /** @throws ContractViolation when the body is absent, not JSON, or lacks what its type requires */
    public static Object body(EventType type, byte @Nullable [] body) {
        if (body == null) {
            throw new ContractViolation(ReasonCode.NULL_BODY, type.typeName() + " without a body");
        }
        try {
            Object data = Json.mapper().readValue(body, type.dataClass());
            return ContractViolation.require(data, "body");
        } catch (JsonParseException e) {
            throw new ContractViolation(
                    ReasonCode.MALFORMED_BODY, type.typeName() + " is not valid JSON", withoutSource(e));
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof ContractViolation violation) {
                throw violation;
            }
            if (e.getCause() instanceof JsonParseException) {
                throw new ContractViolation(
                        ReasonCode.MALFORMED_BODY, type.typeName() + " is not valid JSON", withoutSource(e));
            }
            throw new ContractViolation(
                    ReasonCode.INVALID_BODY, type.typeName() + ": field " + path(e) + " is invalid", withoutSource(e));
        } catch (IOException e) {
            throw new ContractViolation(ReasonCode.MALFORMED_BODY, type.typeName() + " cannot be read", e);
        }
    }

    /** Jackson's exceptions can quote the record; that must not reach a log. */
    private static Throwable withoutSource(com.fasterxml.jackson.core.JsonProcessingException e) {
        e.clearLocation();
        return e;
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference reference : e.getPath()) {
            String name = reference.getFieldName();
            path.append(path.isEmpty() || name == null ? "" : ".")
                    .append(name == null ? "[" + reference.getIndex() + "]" : name);
        }
        return path.isEmpty() ? "(root)" : path.toString();
    }
}
