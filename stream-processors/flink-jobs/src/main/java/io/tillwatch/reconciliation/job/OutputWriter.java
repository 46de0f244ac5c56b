package io.tillwatch.reconciliation.job;

import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes each output to the topic that it names. */
final class OutputWriter implements KafkaRecordSerializationSchema<Output> {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(Output output, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                output.topic(),
                null,
                output.timestamp(),
                output.key().getBytes(StandardCharsets.UTF_8),
                output.value().getBytes(StandardCharsets.UTF_8));
    }
}
