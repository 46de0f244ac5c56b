package io.tillwatch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.FlinkExtension;
import io.tillwatch.reconciliation.job.ReconciliationJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten leaves the state of the job as well. */
@ExtendWith(FlinkExtension.class)
class ForgettingJobTest {
    private static final Duration CHECKPOINT = Duration.ofMillis(500);
    private static final Instant MONTHS_LATER = World.AS_OF.plus(Duration.ofDays(90));

    /** A broker of its own: others write to the same topics. */
    @TempDir
    private Path directory;

    @Test
    void after_a_restart_what_was_forgotten_is_not_known_and_what_comes_again_of_it_is_passed_over(EmbeddedFlink flink)
            throws Exception {
        // Given books in order, and a receipt that was sold months later
        World world = new World(4);
        Sale old = world.sales().get(0);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
            WorldOnTopics.createTopics(clients);
            WorldOnTopics.sell(world, clients);
            WorldOnTopics.read(world, clients);
            JobID job = start(world, clients, flink, null);
            long rows = world.documents().size();
            long receipts = world.sales().stream().filter(Sale::ofTill).count();
            awaitTaken(rows + 1, TopicNames.ODOO_DOCUMENTS, clients);
            WorldOnTopics.sell(later(world), "event-later", clients);
            awaitTaken(receipts + 1, TopicNames.SALES, clients);
            WorldOnTopics.readTo(MONTHS_LATER, clients);
            awaitTaken(rows + 2, TopicNames.ODOO_DOCUMENTS, clients);

            // When the job goes on from a checkpoint behind that, and an old receipt comes again as another event
            Path checkpoint = checkpointAfter(Instant.now(), flink);
            flink.cancel(job);
            JobID again = start(world, clients, flink, checkpoint);
            WorldOnTopics.sell(old, "event-again", clients);

            // Then
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(WorldOnTopics.account(TopicNames.SALES, clients))
                            .startsWith((receipts + 2) + " in,")
                            .endsWith(" 1 ignored"));
            assertThat(WorldOnTopics.open(clients)).isEmpty();
            flink.cancel(again);
        }
    }

    private static JobID start(World world, Map<String, Object> clients, EmbeddedFlink flink, @Nullable Path from) {
        var environment = flink.environment();
        ReconciliationJob.define(environment, clients, world.rules, CHECKPOINT);
        return flink.submit(environment, ReconciliationJob.NAME, from);
    }

    private static void awaitTaken(long records, String topic, Map<String, Object> clients) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(WorldOnTopics.account(topic, clients)).startsWith(records + " in,"));
    }

    private static Path checkpointAfter(Instant moment, EmbeddedFlink flink) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> youngest(flink.checkpoints(), moment), Objects::nonNull);
    }

    /** Written half a second behind that moment or later: it began behind it. */
    private static @Nullable Path youngest(Path checkpoints, Instant moment) throws IOException {
        FileTime from = FileTime.from(moment.plus(CHECKPOINT).plus(CHECKPOINT));
        try (Stream<Path> files = Files.walk(checkpoints, 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .filter(file -> written(file).compareTo(from) > 0)
                    .max(Comparator.comparing(ForgettingJobTest::written))
                    .map(Path::getParent)
                    .orElse(null);
        }
    }

    private static FileTime written(Path file) {
        return FileTime.fromMillis(file.toFile().lastModified());
    }

    private static Sale later(World world) {
        Sale old = world.sales().get(0);
        return new Sale(
                "LATER",
                "pos",
                old.store(),
                "Store 01/00099",
                "00000000-0000-0000-0000-000000000099",
                "LATER",
                null,
                MONTHS_LATER.minusSeconds(60),
                old.total(),
                old.tax(),
                old.tender(),
                old.quantities());
    }
}
