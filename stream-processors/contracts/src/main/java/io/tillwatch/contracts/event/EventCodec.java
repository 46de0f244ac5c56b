package io.tillwatch.contracts.event;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.tillwatch.contracts.json.FieldPath;
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
        if (body.length == 0) {
            throw malformed(type);
        }
        try {
            Object data = Json.mapper().readValue(body, type.dataClass());
            return ContractViolation.require(data, "body");
        } catch (JsonParseException e) {
            throw malformed(type);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof ContractViolation violation) {
                throw violation;
            }
            if (e.getCause() instanceof JsonParseException) {
                throw malformed(type);
            }
            throw new ContractViolation(
                    ReasonCode.INVALID_BODY, type.typeName() + ": field " + FieldPath.of(e) + " is invalid");
        } catch (IOException e) {
            throw malformed(type);
        }
    }

    /** Without a cause: Jackson's exceptions quote the record, and that must not reach a log. */
    private static ContractViolation malformed(EventType type) {
        return new ContractViolation(ReasonCode.MALFORMED_BODY, type.typeName() + " is not valid JSON");
    }
}
