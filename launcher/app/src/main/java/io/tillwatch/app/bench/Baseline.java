package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * What the ledger is compared with: one thread reads the same records, committed ones only as the ledger does, finds
 * the type in the headers, and turns each body into its record with Jackson. Nothing else.
 */
final class Baseline {
    private static final Duration POLL = Duration.ofMillis(500);

    private Baseline() {}

    /** @param untimed how many records pass before the clock starts */
    static Rate run(BenchBroker broker, String topic, long untimed) {
        try (KafkaConsumer<String, byte[]> consumer = broker.consumer(topic)) {
            consumer.seekToBeginning(consumer.assignment());
            long end = broker.end(topic);
            long read = 0;
            long timedFrom = 0;
            long began = 0;
            Cpu.Used usedBefore = Cpu.ofThisThread();
            while (read < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    parse(record);
                    read++;
                }
                if (began == 0 && read >= untimed) {
                    timedFrom = read;
                    usedBefore = Cpu.ofThisThread();
                    began = System.nanoTime();
                }
            }
            long took = System.nanoTime() - began;
            return Rate.of(read - timedFrom, took, Cpu.ofThisThread().minus(usedBefore));
        }
    }

    private static void parse(ConsumerRecord<String, byte[]> record) {
        EventType type = EventType.named(
                new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8));
        try {
            if (Json.mapper().readValue(record.value(), type.dataClass()) == null) {
                throw new UserError("an event has no body: the benchmark's own events are damaged");
            }
        } catch (IOException e) {
            throw new UserError("an event cannot be parsed: the benchmark's own events are damaged", e);
        }
    }
}
