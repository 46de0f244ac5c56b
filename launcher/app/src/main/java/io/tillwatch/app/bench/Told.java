package io.tillwatch.app.bench;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.StockPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What the ledger told on its topic of positions, read when all was over: reading along would take part of the machine.
 * When each was made stands in it.
 */
final class Told {
    private static final int MARK_EVERY = 500;
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, byte[]> last = new HashMap<>();
    private final List<byte[]> marks = new ArrayList<>();
    private byte[] latest = new byte[0];
    private long count;

    private Told() {}

    /** @param from where to begin in each partition */
    static Told read(BenchBroker broker, Map<TopicPartition, Long> from) {
        Told told = new Told();
        Map<TopicPartition, Long> ends = broker.ends(TopicNames.POSITIONS);
        try (KafkaConsumer<String, byte[]> consumer = broker.consumer(TopicNames.POSITIONS)) {
            from.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    told.note(record);
                }
            }
        }
        return told;
    }

    private void note(ConsumerRecord<String, byte[]> record) {
        last.put(record.key(), record.value());
        latest = record.value();
        if (count % MARK_EVERY == 0) {
            marks.add(record.value());
        }
        count++;
    }

    /** How many positions were told, each change of one counted. */
    long count() {
        return count;
    }

    /** When that share of all had been told, to the nearest few hundred. */
    Instant when(double share) {
        int mark = (int) Math.round(share * count / MARK_EVERY);
        return at(mark < marks.size() ? marks.get(mark) : latest);
    }

    Instant whenLast() {
        return at(latest);
    }

    private static Instant at(byte[] position) {
        return Json.read(position, StockPosition.class).updatedAt();
    }

    /** The last word on each position. */
    Map<String, StockPosition> positions() {
        Map<String, StockPosition> positions = new HashMap<>();
        last.forEach((key, value) -> positions.put(key, Json.read(value, StockPosition.class)));
        return positions;
    }
}
