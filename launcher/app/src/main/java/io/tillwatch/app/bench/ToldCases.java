package io.tillwatch.app.bench;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.ReconciliationCase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What a reader of committed records has seen of the cases. Not thread-safe. */
final class ToldCases {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, ReconciliationCase> last = new TreeMap<>();
    private final Set<String> versions = new HashSet<>();
    private int records;

    /** Reads on from where it stood. */
    void read(KafkaConsumer<String, byte[]> consumer) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            ReconciliationCase told = Json.read(record.value(), ReconciliationCase.class);
            records++;
            versions.add(told.id() + "/" + told.version());
            last.put(told.id(), told);
        }
    }

    static void fromTheBeginning(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>(consumer.assignment());
        consumer.seekToBeginning(partitions);
    }

    /** Receipts that are missing by now, in order. */
    List<String> missing() {
        return last.values().stream()
                .filter(ReconciliationCase::open)
                .filter(told -> told.kind() == ReconciliationCase.BreakKind.MISSING_IN_ODOO)
                .flatMap(told -> told.sales().stream())
                .sorted()
                .toList();
    }

    /** The open cases in their last version, by id. */
    List<ReconciliationCase> open() {
        return last.values().stream().filter(ReconciliationCase::open).toList();
    }

    /** Records beyond the first of each version of each case: 0 when each was written exactly once. */
    int again() {
        return records - versions.size();
    }

    static String topic() {
        return TopicNames.RECONCILIATION;
    }
}
