package io.tillwatch.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.coordinator.transaction.TransactionLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private static final long A_YEAR_AHEAD =
            System.currentTimeMillis() + Duration.ofDays(365).toMillis();

    @Test
    void a_directory_that_kafka_would_take_for_two_is_refused_with_the_way_out(@TempDir Path dataDir) {
        assertThatThrownBy(() -> EmbeddedKafka.start(dataDir.resolve("a,b"), 0))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("comma")
                .hasMessageContaining("--data-dir");
    }

    @Test
    void keeps_committed_records_over_a_restart_on_its_data_directory(@TempDir Path dataDir) throws Exception {
        // Given a broker with one committed transaction, stamped a year ahead
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dataDir, 0)) {
            createTopic(kafka);
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("topic", 0, A_YEAR_AHEAD, "key", "committed"))
                        .get(10, TimeUnit.SECONDS);
                producer.commitTransaction();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("topic", 0, A_YEAR_AHEAD, "key", "aborted"))
                        .get(10, TimeUnit.SECONDS);
                producer.abortTransaction();
            }
        }

        // When it starts again
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dataDir, 0)) {

            // Then what was committed is there, and only that
            assertThat(readCommitted(kafka)).containsExactly("committed");
            assertThat(kafka.check()).isEqualTo(Health.UP);
        }
    }

    @Test
    void a_transaction_that_no_coordinator_knows_of_is_ended_at_the_next_start(@TempDir Path dataDir) throws Exception {
        // Given one that is open when its coordinator forgets it: that leaves behind what a kill before its markers
        // does
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dataDir, 0)) {
            createTopic(kafka);
            KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
                    new StringSerializer(),
                    new StringSerializer());
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("topic", 0, A_YEAR_AHEAD, "key", "hanging"))
                    .get(10, TimeUnit.SECONDS);
            forget(kafka, "test");
            producer.close(Duration.ZERO);
        }

        // When
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dataDir, 0);
                KafkaProducer<String, String> other = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            other.send(new ProducerRecord<>("topic", 0, A_YEAR_AHEAD, "key", "behind it"))
                    .get(10, TimeUnit.SECONDS);

            // Then
            assertThat(readCommitted(kafka)).containsExactly("behind it");
        }
    }

    /** Only its own administration may write to a broker's internal topics. */
    private static void forget(EmbeddedKafka kafka, String transactionalId) throws Exception {
        try (KafkaProducer<byte[], byte[]> own = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "client.id", "__admin_client"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (PartitionInfo partition : own.partitionsFor("__transaction_state")) {
                own.send(new ProducerRecord<>(
                                "__transaction_state",
                                partition.partition(),
                                TransactionLog.keyToBytes(transactionalId),
                                null))
                        .get(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void a_transaction_that_somebody_has_open_is_not_taken_for_one_that_hangs(@TempDir Path dataDir) throws Exception {
        // Given
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dataDir, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "test"),
                        new StringSerializer(),
                        new StringSerializer())) {
            createTopic(kafka);
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("topic", 0, A_YEAR_AHEAD, "key", "committed"))
                    .get(10, TimeUnit.SECONDS);

            // When
            int aborted = HangingTransactions.abort(admin);
            producer.commitTransaction();

            // Then
            assertThat(aborted).isZero();
            assertThat(readCommitted(kafka)).containsExactly("committed");
        }
    }

    @Test
    void names_the_port_and_the_setting_when_the_port_is_taken(@TempDir Path dataDir) throws Exception {
        // Given somebody on the port
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

            // When a broker shall listen there, then the message says which port and which setting
            assertThatThrownBy(() -> EmbeddedKafka.start(dataDir, taken.getLocalPort()))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken")
                    .hasMessageContaining("kafka.port");
        }
    }

    @Test
    void says_that_it_is_down_when_it_was_closed(@TempDir Path dataDir) {
        // Given
        EmbeddedKafka kafka = EmbeddedKafka.start(dataDir, 0);

        // When
        kafka.close();
        kafka.close();

        // Then
        assertThat(kafka.check().up()).isFalse();
    }

    private static void createTopic(EmbeddedKafka kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("topic", 1, (short) 1)))
                    .all()
                    .get(10, TimeUnit.SECONDS);
        }
    }

    private static List<String> readCommitted(EmbeddedKafka kafka) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "group.id", "test",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of("topic"));
            List<String> values = new ArrayList<>();
            for (int polls = 0; polls < 20; polls++) {
                consumer.poll(Duration.ofMillis(250)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
