package io.tillwatch.app.bench;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.StockPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the ledger told on its topic of positions, read when all was over: reading along would take part of the machine.
 * When each was made stands in it. Read twice, so that millions of positions need no memory: first for which record is
 * the last of each position, then for what those say.
 */
final class Told {
    private static final int MARK_EVERY = 500;
    private static final int NEVER = -1;

    /** When some were made, and the last of each partition. */
    private final List<Instant> marks = new ArrayList<>();

    private final int[] last;
    private byte[] latest = {};
    private int partition = NEVER;
    private int count;
    private long wrong;
    private long strangers;

    private Told(int positions) {
        last = new int[positions];
        Arrays.fill(last, NEVER);
    }

    /** @param from where to begin in each partition */
    static Told read(BenchBroker broker, Map<TopicPartition, Long> from, Traffic traffic, PlainBooks books) {
        Told told = new Told(traffic.positions());
        Map<TopicPartition, Long> ends = broker.ends(TopicNames.POSITIONS);
        each(broker, from, ends, record -> told.note(record, traffic));
        told.markLatest();
        // In each partition they stand in the order of their times, but the partitions one behind the other.
        Collections.sort(told.marks);
        int[] number = new int[1];
        each(broker, from, ends, record -> {
            int position = traffic.position(record.key());
            if (position >= 0 && told.last[position] == number[0]) {
                told.wrong += books.right(position, Json.read(record.value(), StockPosition.class)) ? 0 : 1;
            }
            number[0]++;
        });
        told.wrong +=
                books.touched().filter(position -> told.last[position] == NEVER).count();
        return told;
    }

    private static void each(
            BenchBroker broker,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        // One partition after the other: both readings must see the same order.
        from.forEach((partition, offset) -> broker.read(partition, offset, ends.getOrDefault(partition, 0L), reader));
    }

    private void note(ConsumerRecord<String, byte[]> record, Traffic traffic) {
        if (record.partition() != partition) {
            markLatest();
            partition = record.partition();
        }
        int position = traffic.position(record.key());
        if (position < 0) {
            strangers++;
        } else {
            last[position] = count;
        }
        latest = record.value();
        if (count % MARK_EVERY == 0) {
            marks.add(at(record.value()));
        }
        count++;
    }

    /** How many positions were told, each change of one counted. */
    long count() {
        return count;
    }

    /** Positions whose last word differs from the plain books, or of which nothing was said. */
    long wrong() {
        return wrong;
    }

    /** Words on positions that the traffic does not know. */
    long strangers() {
        return strangers;
    }

    private void markLatest() {
        if (partition != NEVER) {
            marks.add(at(latest));
        }
    }

    /** When that share of all had been told, to the nearest few hundred. */
    Instant when(double share) {
        return marks.get((int) Math.min(marks.size() - 1, Math.round(share * count / MARK_EVERY)));
    }

    Instant whenLast() {
        return marks.get(marks.size() - 1);
    }

    private static Instant at(byte[] position) {
        return Json.read(position, StockPosition.class).updatedAt();
    }
}
