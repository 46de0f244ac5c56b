package io.tillwatch.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final int EACH = 10_000;
    /** A word in five hundred is looked at. */
    private static final long EXACT_TO_SECONDS = 600;

    @TempDir
    Path directory;

    @Test
    void the_time_of_a_share_is_that_of_all_partitions_though_they_are_read_one_behind_the_other() {
        // Given two partitions that told one position a second each, side by side; the first one went on for a minute
        Traffic traffic = new StockTraffic(1, new Goods(4), 0, NOON, 0);
        try (BenchBroker broker = BenchBroker.start(directory, 2)) {
            try (KafkaProducer<String, byte[]> producer = broker.producer()) {
                for (int i = 0; i < EACH; i++) {
                    told(broker, producer, 0, NOON.plusSeconds(i));
                    told(broker, producer, 1, NOON.plusSeconds(i));
                }
                told(broker, producer, 0, NOON.plusSeconds(EACH + 60));
            }

            // When
            Told told = Told.read(
                    broker,
                    Map.of(partition(0), 0L, partition(1), 0L),
                    traffic,
                    PlainBooks.of(traffic, new Arrivals(1, 16, 0)));

            // Then
            assertThat(told.count()).isEqualTo(2 * EACH + 1);
            for (double share : new double[] {0.25, 0.5, 0.75}) {
                assertThat(told.when(share))
                        .as("share %s", share)
                        .isCloseTo(
                                NOON.plusSeconds((long) (share * EACH)), within(EXACT_TO_SECONDS, ChronoUnit.SECONDS));
            }
            assertThat(told.whenLast()).isEqualTo(NOON.plusSeconds(EACH + 60));
        }
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(TopicNames.POSITIONS, number);
    }

    private static void told(BenchBroker broker, KafkaProducer<String, byte[]> producer, int partition, Instant at) {
        BigDecimal zero = BigDecimal.ZERO;
        byte[] position = Json.bytes(Positions.of(zero, zero, zero, zero, Map.of(), at));
        broker.send(producer, new ProducerRecord<>(TopicNames.POSITIONS, partition, "A|0", position), metadata -> {});
    }
}
