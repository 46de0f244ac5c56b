package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import io.tillwatch.app.jobjar.JobJar;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.engines.EngineException;
import io.tillwatch.engines.StandaloneFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The streaming job on a cluster of processes: how much it takes in, and how soon it is back after a kill. */
final class StreamingBench {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int AFTER_THE_KILL = 20;

    private final int receipts;
    private final boolean exactlyOnce;
    private final Path dataDir;

    StreamingBench(int receipts, boolean exactlyOnce, Path dataDir) {
        this.receipts = receipts;
        this.exactlyOnce = exactlyOnce;
        this.dataDir = dataDir;
    }

    /**
     * What it came to.
     *
     * @param documents receipts and rows of Odoo that lay ready
     * @param documentsPerSecond from the first cases that a reader of committed records sees to the last of them; what
     *     the first ones stand for is not counted
     * @param recoverySeconds from SIGKILL of the task manager, with a new one started at once, until that reader sees a
     *     case of something younger
     * @param wrong breaks missed or invented, and, when exactly once, cases written again; must be 0
     */
    record Report(
            long documents,
            double documentsPerSecond,
            long checkpointMillis,
            String delivery,
            double recoverySeconds,
            int cases,
            int writtenAgain,
            long wrong,
            long taskManagerRssMb) {}

    Report run() {
        int sessions = Math.max(1, receipts / StreamedBooks.RECEIPTS);
        Path jar = dataDir.resolve("tillwatch-job.jar");
        Ledger.delete(dataDir);
        create(dataDir);
        JobJar.write(jar);
        String delivery = exactlyOnce ? "exactly-once" : "at-least-once";
        try (BenchBroker broker = BenchBroker.start(dataDir.resolve("kafka"), 1);
                StandaloneFlink flink = StandaloneFlink.start(
                        dataDir.resolve("flink"), List.of(), Map.of("taskmanager.memory.task.heap.size", "768mb"));
                KafkaProducer<String, byte[]> producer = broker.producer();
                KafkaConsumer<String, byte[]> consumer = broker.consumer(TopicNames.RECONCILIATION)) {
            send(broker, producer, 1, sessions);
            long documents = broker.end(TopicNames.ODOO_DOCUMENTS) + broker.end(TopicNames.SALES);
            flink.addTaskManager();
            flink.submit(
                    jar,
                    List.of(
                            "--bootstrap-servers",
                            String.valueOf(broker.clientProperties().get("bootstrap.servers")),
                            "--checkpoint-every",
                            "PT1S",
                            "--delivery",
                            delivery));
            ToldCases told = new ToldCases();
            ToldCases.fromTheBeginning(consumer);
            int lying = StreamedBooks.missing(sessions).size();
            await("no case is told", told, consumer, () -> !told.open().isEmpty());
            int already = told.open().size();
            long began = System.nanoTime();
            await("the job stands still", told, consumer, () -> told.open().size() >= lying);
            double rate = documents * (lying - already) * 1e9 / lying / (System.nanoTime() - began);
            long rss = flink.taskManagerBytes() >> 20;

            flink.killTaskManager();
            long killed = System.nanoTime();
            flink.addTaskManager();
            int all = sessions + AFTER_THE_KILL;
            send(broker, producer, sessions + 1, all);
            await(
                    "the job does not come back",
                    told,
                    consumer,
                    () -> told.open().size() > lying);
            double recovery = (System.nanoTime() - killed) / 1e9;
            List<String> expected = StreamedBooks.missing(all);
            await(
                    "not every case was told",
                    told,
                    consumer,
                    () -> told.missing().size() >= expected.size());
            long wrong = told.missing().equals(expected) ? 0 : 1;
            wrong += Math.abs(told.open().size() - expected.size()) + (exactlyOnce ? told.again() : 0);
            return new Report(
                    documents,
                    Figures.round(rate, 0),
                    1_000,
                    delivery,
                    Figures.round(recovery, 2),
                    told.open().size(),
                    told.again(),
                    wrong,
                    rss);
        } catch (EngineException e) {
            throw new UserError(e.getMessage() + " below " + dataDir, e);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UserError(directory + " cannot be written to", e);
        }
    }

    private static void send(BenchBroker broker, KafkaProducer<String, byte[]> producer, int from, int to) {
        for (int session = from; session <= to; session++) {
            for (ProducerRecord<String, byte[]> record : StreamedBooks.session(session)) {
                broker.send(producer, record, metadata -> {});
            }
        }
        producer.flush();
    }

    private static void await(
            String otherwise, ToldCases told, KafkaConsumer<String, byte[]> consumer, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new UserError(otherwise + ": its logs tell more");
            }
            told.read(consumer);
        }
    }
}
