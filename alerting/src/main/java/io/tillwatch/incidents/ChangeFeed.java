package io.tillwatch.incidents;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.ChangeRecorded;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.topics.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What was changed, from the telemetry of the last hours on. It belongs to no group and commits nothing: after a restart
 * it reads those hours again. One thread.
 */
final class ChangeFeed implements AutoCloseable {
    private static final byte[] CHANGE = EventType.CHANGE_RECORDED.typeName().getBytes(StandardCharsets.UTF_8);

    private final KafkaConsumer<String, byte[]> consumer;

    private ChangeFeed(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static ChangeFeed open(Map<String, Object> clientProperties, Clock clock) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                TopicReader.settings(clientProperties), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TopicNames.TELEMETRY).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        long from = clock.instant().minus(Changes.REACH.multipliedBy(2)).toEpochMilli();
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> from));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
        return new ChangeFeed(consumer);
    }

    /** Hands over what came since the last time, without waiting. */
    void take(Consumer<Change> each) {
        if (consumer.assignment().isEmpty()) {
            return;
        }
        for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ZERO)) {
            Change change = change(record);
            if (change != null) {
                each.accept(change);
            }
        }
    }

    private static @Nullable Change change(ConsumerRecord<String, byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        if (type == null || !Arrays.equals(CHANGE, type.value())) {
            return null;
        }
        try {
            Event<?> event = EventCodec.decode(record.topic(), record.headers(), record.value());
            boolean credential = event.data() instanceof ChangeRecorded said && said.expiresAt() != null;
            String flow = event.envelope().flowId();
            // An inventory of certificates changes nothing.
            return event.data() instanceof ChangeRecorded recorded && !credential
                    ? Change.of(recorded, flow == null ? "unknown" : flow, Instant.ofEpochMilli(record.timestamp()))
                    : null;
        } catch (ContractViolation violation) {
            // Flow health quarantines it and accounts for it.
            return null;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
