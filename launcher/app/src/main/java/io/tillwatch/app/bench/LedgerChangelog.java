package io.tillwatch.app.bench;

import io.tillwatch.inventory.InventoryTopology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.rocksdb.WriteBatch;

/** The changelog of the stock ledger, whose records are chunks of many keys. */
final class LedgerChangelog {
    private static final String TOPIC = InventoryTopology.APPLICATION_ID + "-ledger-changelog";
    private static final Duration POLL = Duration.ofMillis(500);

    private LedgerChangelog() {}

    /** Keys that all its chunks write: as many records would a changelog hold that has one for each. */
    static long keys(BenchBroker broker) {
        long keys = 0;
        for (Map.Entry<TopicPartition, Long> end : broker.ends(TOPIC).entrySet()) {
            keys += keys(broker, end.getKey(), end.getValue());
        }
        return keys;
    }

    private static long keys(BenchBroker broker, TopicPartition partition, long end) {
        long keys = 0;
        try (KafkaConsumer<String, byte[]> consumer = broker.consumer(TOPIC)) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    keys += record.value() == null ? 0 : keys(record.value());
                }
            }
        }
        return keys;
    }

    private static long keys(byte[] chunk) {
        try (WriteBatch batch = new WriteBatch(chunk)) {
            return batch.count();
        }
    }
}
