package io.tillwatch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.FlinkExtension;
import io.tillwatch.reconciliation.job.ReconciliationJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same broken books through the streaming job, over Kafka and Flink, and through the batch. */
@ExtendWith(FlinkExtension.class)
class StreamAndBatchTest {
    private static final long SEED = 20;

    /** A broker of its own: others write to the same topics. */
    @TempDir
    private Path directory;

    @Test
    void the_stream_and_the_batch_tell_the_same_cases_of_the_same_books(EmbeddedFlink flink) throws Exception {
        // Given broken books, and what the batch says of them
        World world = new World(SEED);
        Break.MISSING_RECEIPT.in(world, 0);
        Break.RECEIPT_AGAIN.in(world, 1);
        Break.RECEIPT_TENDER.in(world, 2);
        Break.ENTRY_ALTERED.in(world, 2);
        Break.ENTRY_TWICE.in(world, 3);
        Break.INVOICE_TWICE.in(world, 0);
        Break.INVOICE_LATE.in(world, 1);
        Break.INVOICE_QUANTITY.in(world, 2);
        Break.ORDER_MISSING.in(world, 3);
        Break.GOODS.in(world, 1);
        Break.RETURN_MISSING.in(world, 0);
        Break.RETURN_TAX.in(world, 1);
        Break.RETURN_AMOUNT.in(world, 3);
        ReconciliationReport batch = BatchReconciliation.run(
                new SalesExtract(world.sales(), List.of()), world.documents(), world.rules, World.AS_OF);
        assertThat(batch.cases())
                .hasSizeGreaterThanOrEqualTo(9)
                .as("goods are judged")
                .anyMatch(found -> found.kind() == BreakKind.QUANTITY_MISMATCH && found.level() == Level.SESSION)
                .as("returns are judged")
                .anyMatch(found -> found.sales().stream().anyMatch(sale -> sale.startsWith("RMA-")));

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory, 0)) {
            // When the same goes through topics
            Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
            WorldOnTopics.createTopics(clients);
            WorldOnTopics.sell(world, clients);
            WorldOnTopics.read(world, clients);
            var environment = flink.environment();
            ReconciliationJob.define(environment, clients, world.rules.forExtract(), Duration.ofSeconds(1));
            JobID job = flink.submit(environment, ReconciliationJob.NAME, null);

            // Then
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(WorldOnTopics.told(WorldOnTopics.open(clients)))
                            .isEqualTo(WorldOnTopics.told(batch.cases())));
            flink.cancel(job);
        }
    }
}
