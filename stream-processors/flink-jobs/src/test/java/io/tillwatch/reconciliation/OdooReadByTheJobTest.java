package io.tillwatch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.FlinkExtension;
import io.tillwatch.odoo.OdooClient;
import io.tillwatch.odoo.OdooReader;
import io.tillwatch.odoo.OdooSettings;
import io.tillwatch.odoo.source.OdooTarget;
import io.tillwatch.odoo.source.SecretPlace;
import io.tillwatch.reconciliation.job.OdooInput;
import io.tillwatch.reconciliation.job.ReconciliationJob;
import io.tillwatch.simulator.odoo.OdooAccess;
import io.tillwatch.simulator.odoo.OdooStandIn;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The streaming job without a feed: sales from Kafka, the books from a server that speaks as Odoo does. */
@ExtendWith(FlinkExtension.class)
class OdooReadByTheJobTest {
    private static final long SEED = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant BEFORE_THE_ORDERS = Instant.parse("2026-03-13T20:00:00Z");
    private static final OdooAccess ACCESS = OdooAccess.demo();
    /** The job's tasks live in this process and find its time here. */
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(BEFORE_THE_ORDERS);

    private static final AtomicBoolean BREAKS_DOWN = new AtomicBoolean();

    @TempDir
    private Path directory;

    @Test
    void the_job_that_reads_odoo_itself_tells_after_a_failure_what_the_batch_tells_of_the_same_server(
            EmbeddedFlink flink) throws Exception {
        // Given broken books on a server that does not know half of the web's orders yet
        World world = brokenWorld();
        List<OdooDocument> orders = late(world, true);
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0);
                OdooStandIn odoo = OdooStandIn.start(0, ACCESS)
                        .loadExport(WorldAsExport.write(
                                late(world, false), "2026-03-12 10:00:00", directory.resolve("first")))) {
            Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
            WorldOnTopics.createTopics(clients);
            WorldOnTopics.sell(world, clients);
            JobID job = start(odoo, clients, world, flink);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> !WorldOnTopics.open(clients).isEmpty());
            long checkpoint = youngest(flink, job);
            Awaitility.await().atMost(PATIENCE).until(() -> youngest(flink, job) > checkpoint);

            // When the reader fails, and the orders are there when it comes back
            odoo.loadExport(WorldAsExport.write(orders, "2026-03-14 11:00:00", directory.resolve("then")));
            BREAKS_DOWN.set(true);
            NOW.set(World.AS_OF);

            // Then
            ReconciliationReport batch = BatchReconciliation.run(
                    new SalesExtract(world.sales(), List.of()), readAll(odoo), world.rules, World.AS_OF);
            assertThat(batch.cases())
                    .hasSizeGreaterThanOrEqualTo(9)
                    .as("goods are judged")
                    .anyMatch(found -> found.kind() == BreakKind.QUANTITY_MISMATCH && found.level() == Level.SESSION)
                    .as("returns are judged")
                    .anyMatch(found -> found.sales().stream().anyMatch(sale -> sale.startsWith("RMA-")));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(WorldOnTopics.told(WorldOnTopics.open(clients)))
                            .isEqualTo(WorldOnTopics.told(batch.cases())));
            assertThat(BREAKS_DOWN).as("the failure happened").isFalse();
            flink.cancel(job);
        }
    }

    private static World brokenWorld() {
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
        return world;
    }

    private JobID start(OdooStandIn odoo, Map<String, Object> clients, World world, EmbeddedFlink flink)
            throws Exception {
        Path key = Files.writeString(directory.resolve("key"), ACCESS.apiKey() + "\n");
        OdooTarget target = new OdooTarget(settings(odoo), SecretPlace.file(key));
        var environment = flink.environment();
        ReconciliationJob.define(
                environment,
                clients,
                world.rules.forExtract(),
                Duration.ofMillis(300),
                DeliveryGuarantee.AT_LEAST_ONCE,
                new OdooInput(target, Duration.ofMillis(100), () -> OdooReadByTheJobTest::now));
        return flink.submit(environment, ReconciliationJob.NAME, null);
    }

    private static Instant now() {
        if (BREAKS_DOWN.getAndSet(false)) {
            throw new IllegalStateException("the reader fails on purpose");
        }
        return NOW.get();
    }

    private static OdooSettings settings(OdooStandIn odoo) {
        return OdooSettings.of(URI.create(odoo.url()), ACCESS.database(), ACCESS.user(), ACCESS.apiKey())
                .forSimulatedTime();
    }

    private static List<OdooDocument> readAll(OdooStandIn odoo) {
        try (OdooClient client = OdooClient.connect(settings(odoo))) {
            return new OdooReader(client, () -> World.AS_OF).readAll(rows -> {});
        }
    }

    private static List<OdooDocument> late(World world, boolean wanted) {
        return world.documents().stream()
                .filter(document -> (document.model().equals("sale.order") && document.id() % 2 == 0) == wanted)
                .map(document -> wanted ? dateless(document) : document)
                .toList();
    }

    /** Written when the server gets it. */
    private static OdooDocument dateless(OdooDocument document) {
        var row = document.row().deepCopy();
        row.remove("write_date");
        return new OdooDocument(document.model(), document.id(), null, document.readAt(), row);
    }

    /** Number of the youngest checkpoint; 0 before the first. */
    private static long youngest(EmbeddedFlink flink, JobID job) throws Exception {
        Path own = flink.checkpoints().resolve(job.toHexString());
        if (!Files.isDirectory(own)) {
            return 0;
        }
        try (Stream<Path> checkpoints = Files.list(own)) {
            return checkpoints
                    .filter(path -> Files.exists(path.resolve("_metadata")))
                    .map(path -> path.getFileName().toString().replace("chk-", ""))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(0);
        }
    }
}
