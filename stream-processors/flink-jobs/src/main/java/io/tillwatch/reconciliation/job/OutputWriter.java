package io.tillwatch.reconciliation.job;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.json.Json;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes each output to the topic that it names. */
final class OutputWriter implements KafkaRecordSerializationSchema<Output> {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(Output output, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                output.topic(),
                null,
                output.timestamp(),
                output.key().getBytes(StandardCharsets.UTF_8),
                output.value().getBytes(StandardCharsets.UTF_8));
        if (output.envelope() != null) {
            byte[] envelope = output.envelope().getBytes(StandardCharsets.UTF_8);
            EnvelopeHeaders.write(Json.read(envelope, Envelope.class), record.headers());
        }
        return record;
    }
}
