package io.tillwatch.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.app.jobjar.JobJar;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.engines.StandaloneFlink;
import io.tillwatch.reconciliation.Rules;
import io.tillwatch.reconciliation.job.ReconciliationJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class ClusterReconciliationTest {
    private static final int SESSIONS = 30;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void a_task_manager_killed_midway_leaves_the_cases_of_the_embedded_run_and_none_is_written_twice()
            throws Exception {
        // Given what the embedded job says
        List<ReconciliationCase> expected = embedded();
        Path jar = directory.resolve("job.jar");
        JobJar.write(jar);
        Path libraries = Path.of(JobJar.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolveSibling("cluster-lib");
        List<Path> rocksDb;
        try (Stream<Path> jars = Files.list(libraries)) {
            rocksDb = jars.filter(file -> file.getFileName().toString().contains("rocksdb"))
                    .toList();
        }
        try (BenchBroker broker = BenchBroker.start(directory.resolve("kafka"), 1);
                StandaloneFlink flink = StandaloneFlink.start(
                        directory.resolve("flink"),
                        rocksDb,
                        Map.of("state.backend.type", "rocksdb", "execution.checkpointing.incremental", "true"));
                KafkaProducer<String, byte[]> producer = broker.producer();
                KafkaConsumer<String, byte[]> consumer = broker.consumer(ToldCases.topic())) {
            ToldCases told = new ToldCases();
            ToldCases.fromTheBeginning(consumer);
            flink.addTaskManager();
            flink.submit(
                    jar,
                    List.of(
                            "--bootstrap-servers",
                            String.valueOf(broker.clientProperties().get("bootstrap.servers")),
                            "--checkpoint-every",
                            "PT1S"));

            // When its task manager is killed while cases come out
            send(broker, producer, 1, SESSIONS / 2);
            Awaitility.await().atMost(LIMIT).until(() -> {
                told.read(consumer);
                return !told.open().isEmpty();
            });
            send(broker, producer, SESSIONS / 2 + 1, SESSIONS - 5);
            flink.killTaskManager();
            flink.addTaskManager();
            send(broker, producer, SESSIONS - 4, SESSIONS);

            // Then
            Awaitility.await().atMost(LIMIT).until(() -> {
                told.read(consumer);
                return told.open().size() >= expected.size();
            });
            assertThat(told.missing()).isEqualTo(StreamedBooks.missing(SESSIONS));
            assertThat(words(told.open())).isEqualTo(words(expected));
            assertThat(told.again()).isZero();
        }
    }

    private List<ReconciliationCase> embedded() {
        try (BenchBroker broker = BenchBroker.start(directory.resolve("embedded-kafka"), 1);
                EmbeddedFlink flink = EmbeddedFlink.start(directory.resolve("embedded-flink"), 1);
                KafkaProducer<String, byte[]> producer = broker.producer();
                KafkaConsumer<String, byte[]> consumer = broker.consumer(ToldCases.topic())) {
            ToldCases told = new ToldCases();
            ToldCases.fromTheBeginning(consumer);
            var environment = flink.environment();
            ReconciliationJob.define(environment, broker.clientProperties(), Rules.DEFAULT, Duration.ofSeconds(1));
            flink.submit(environment, ReconciliationJob.NAME, null);
            send(broker, producer, 1, SESSIONS);
            int breaks = StreamedBooks.missing(SESSIONS).size();
            Awaitility.await().atMost(LIMIT).until(() -> {
                told.read(consumer);
                return told.open().size() >= breaks;
            });
            return told.open();
        }
    }

    private static void send(BenchBroker broker, KafkaProducer<String, byte[]> producer, int from, int to) {
        for (int session = from; session <= to; session++) {
            StreamedBooks.session(session).forEach(record -> broker.send(producer, record, metadata -> {}));
        }
        producer.flush();
    }

    /** All that a case says, but for when it was judged: that depends on which topic was read first. */
    private static List<String> words(List<ReconciliationCase> cases) {
        return cases.stream()
                .map(told ->
                        told.id() + told.kind() + told.sales() + told.postings() + told.amounts() + told.explanation())
                .toList();
    }
}
