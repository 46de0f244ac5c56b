package io.tillwatch.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.KafkaExtension;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules on a real broker, with a producer that writes in transactions. */
@ExtendWith(KafkaExtension.class)
class LagPollerTest {
    private static final String TOPIC = "orders.exactly-once";
    private static final String GROUP = "foreign";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void a_group_that_read_all_is_level_although_a_marker_lies_behind_its_position(EmbeddedKafka broker)
            throws Exception {
        Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(clients);
                KafkaProducer<byte[], byte[]> producer = transactional(broker)) {
            // Given three records in a transaction, whose marker takes a fourth offset, all read by the group
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            producer.initTransactions();
            send(producer, 3, true);
            commit(admin, 3);
            assertThat(end(admin)).isEqualTo(4);

            try (LagPoller poller = LagPoller.start(
                    clients,
                    Duration.ofMillis(200),
                    InstantSource.system(),
                    ZoneOffset.UTC,
                    new GroupLagMeters(registry))) {
                // Then nothing waits
                await().atMost(SOON).untilAsserted(() -> assertThat(lag(poller)).isNotNull());
                await().atMost(SOON).until(() -> lag(poller).records() == 0);
                assertThat(lag(poller).age()).isZero();
                assertThat(lag(poller).status()).isEqualTo(FlowStatus.OK);
                assertThat(records()).isZero();

                // When two more come that it has not read, and a transaction that is given up
                send(producer, 2, true);
                send(producer, 5, false);

                // Then they wait, and grow older
                await().atMost(SOON).until(() -> lag(poller).records() >= 2);
                await().atMost(SOON).until(() -> lag(poller).age().compareTo(Duration.ofMillis(600)) > 0);

                // When it has read them, what was given up does not wait
                commit(admin, 6);
                await().atMost(SOON).until(() -> lag(poller).records() == 0);

                // When it is set back and retention takes what it was to read again
                commit(admin, 0);
                await().atMost(SOON).until(() -> lag(poller).status() == FlowStatus.REWOUND);
                admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(5)))
                        .all()
                        .get();
                await().atMost(SOON).until(() -> lag(poller).lost() == 5);
                assertThat(lag(poller).records()).isBetween(1L, 9L);

                // When the group is no more, no figure of it stands
                admin.deleteConsumerGroups(List.of(GROUP)).all().get();
                await().atMost(SOON).until(() -> lag(poller) == null);
                assertThat(registry.find("tillwatch.group.lag").gauges()).isEmpty();
            }
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional(EmbeddedKafka broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "lag-test"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, int records, boolean keep) {
        producer.beginTransaction();
        for (int i = 0; i < records; i++) {
            var unused = producer.send(new ProducerRecord<>(TOPIC, new byte[] {1}));
        }
        if (keep) {
            producer.commitTransaction();
        } else {
            producer.flush();
            producer.abortTransaction();
        }
    }

    private static void commit(Admin admin, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(GROUP, Map.of(PARTITION, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private static long end(Admin admin) throws Exception {
        return admin.listOffsets(Map.of(PARTITION, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                .partitionResult(PARTITION)
                .get()
                .offset();
    }

    private double records() {
        return registry.get("tillwatch.group.lag")
                .tags("group", GROUP, "topic", TOPIC)
                .gauge()
                .value();
    }

    private static @Nullable GroupLag lag(LagPoller poller) {
        return poller.lags().stream()
                .filter(one -> one.group().equals(GROUP))
                .findFirst()
                .orElse(null);
    }
}
