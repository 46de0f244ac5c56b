package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.reconciliation.Trace;
import io.tillwatch.reconciliation.TraceReader;
import io.tillwatch.reconciliation.job.Fact.Kind;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads from telemetry and quarantine what may explain a missing sale. Nothing else of them is taken in: flow health
 * answers for telemetry, and what cannot be read here is put aside there.
 */
final class TraceFacts implements KafkaRecordDeserializationSchema<Fact> {
    private static final Set<String> TYPES = Set.of(
            EventType.EXCEPTION_RAISED.typeName(), EventType.CALL_OBSERVED.typeName(), EventType.HEARTBEAT.typeName());

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Fact> out) {
        try {
            Trace trace = trace(record);
            if (trace != null) {
                String json = new String(Json.bytes(trace), StandardCharsets.UTF_8);
                out.collect(new Fact(
                        Kind.TRACE,
                        trace.id(),
                        json,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        ReconciliationJob.FLOW,
                        "",
                        0,
                        record.timestamp()));
            }
        } catch (ContractViolation | UncheckedIOException | IllegalArgumentException e) {
            // A record that cannot be read explains nothing, and whoever answers for its topic tells it.
        }
    }

    private static @Nullable Trace trace(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return null;
        }
        if (record.topic().equals(TopicNames.QUARANTINE)) {
            return TraceReader.of(Json.read(record.value(), QuarantinedRecord.class));
        }
        Header type = record.headers().lastHeader("ce_type");
        boolean wanted = type != null
                && type.value() != null
                && TYPES.contains(new String(type.value(), StandardCharsets.UTF_8));
        if (!wanted) {
            return null;
        }
        Event<?> event = EventCodec.decode(record.topic(), record.headers(), record.value());
        return TraceReader.of(event);
    }

    @Override
    public TypeInformation<Fact> getProducedType() {
        return TypeInformation.of(Fact.class);
    }
}
