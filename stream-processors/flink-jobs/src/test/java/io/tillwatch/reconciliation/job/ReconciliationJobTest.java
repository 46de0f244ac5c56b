package io.tillwatch.reconciliation.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.engines.EmbeddedFlink;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.FlinkExtension;
import io.tillwatch.engines.junit.KafkaExtension;
import io.tillwatch.odoo.OdooReading;
import io.tillwatch.reconciliation.Rules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith({KafkaExtension.class, FlinkExtension.class})
class ReconciliationJobTest {
    private static final Instant MORNING = Instant.parse("2026-03-10T08:00:00Z");
    private static final Duration CHECKPOINT = Duration.ofMillis(300);

    @Test
    void tells_a_missing_receipt_goes_on_from_its_checkpoint_and_closes_the_case_when_it_arrives(
            EmbeddedKafka kafka, EmbeddedFlink flink) throws Exception {
        Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
        createTopics(clients);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(clients, new StringSerializer(), new ByteArraySerializer())) {
            // Given two receipts, one of them delivered twice, and a closed session that holds one
            send(producer, sale("A", "10.00"));
            send(producer, sale("A", "10.00"));
            send(producer, sale("B", "4.00"));
            var unused = producer.send(
                    new ProducerRecord<>("retail.sales", null, MORNING.toEpochMilli(), "x", new byte[] {1}));
            putAside(producer, "B");
            document(producer, "pos.session", 12, session("[1]", "false"));
            document(producer, "pos.order", 1, order(1, "A", "10.00"));
            complete(producer, MORNING.plusSeconds(7_200));
            producer.flush();

            // When
            JobID job = start(clients, flink, null);

            // Then
            List<ReconciliationCase> cases = await(clients, Topics.RECONCILIATION, 2);
            assertThat(cases).anySatisfy(found -> {
                assertThat(found.kind()).isEqualTo(ReconciliationCase.BreakKind.MISSING_IN_ODOO);
                assertThat(found.sales()).containsExactly("B");
            });
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(read(clients, Topics.RECONCILIATION))
                            .as("what the pipeline knows of it")
                            .anySatisfy(found -> assertThat(found.evidence())
                                    .containsExactly(
                                            "its event stands at retail.sales-0, offset 2",
                                            "a record was put aside by inventory as INVALID_BODY: field total"
                                                    + " (retail.sales-0, offset 99)")));
            assertThat(await(clients, Topics.SIGNALS, 1))
                    .isNotEmpty()
                    .allSatisfy(signal -> assertThat(signal.state()).isEqualTo(Signal.State.FIRING));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(sales(clients)).isEqualTo("4 in: 2 applied, 1 duplicate, 1 quarantined"));

            // When the job is stopped, started again from its checkpoint, the receipt arrives, and another sale comes
            Path checkpoint = Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> youngestCheckpoint(flink), java.util.Objects::nonNull);
            flink.cancel(job);
            assertThat(packed(checkpoint))
                    .as("restored in blocks, not byte by byte")
                    .isTrue();
            start(clients, flink, checkpoint);
            document(producer, "pos.session", 12, session("[1,2]", "false"));
            document(producer, "pos.order", 2, order(2, "B", "4.00"));
            complete(producer, MORNING.plusSeconds(7_260));
            send(producer, sale("C", "1.00"));
            producer.flush();

            // Then the same case closes
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(await(clients, Topics.RECONCILIATION, 1))
                            .anySatisfy(found -> {
                                assertThat(found.kind()).isEqualTo(ReconciliationCase.BreakKind.MISSING_IN_ODOO);
                                assertThat(found.open()).isFalse();
                                assertThat(found.version()).isIn(2L, 3L);
                            }));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(sales(clients)).isEqualTo("5 in: 3 applied, 1 duplicate, 1 quarantined"));
        }
    }

    private static JobID start(Map<String, Object> clients, EmbeddedFlink flink, Path from) {
        var environment = flink.environment();
        ReconciliationJob.define(environment, clients, Rules.DEFAULT, CHECKPOINT);
        return flink.submit(environment, ReconciliationJob.NAME, from);
    }

    /** Whether its state is framed as Snappy does. */
    private static boolean packed(Path checkpoint) throws Exception {
        try (Stream<Path> files = Files.list(checkpoint)) {
            for (Path file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("sNaPpY")) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The youngest complete checkpoint; what it does not hold yet is done again. */
    private static Path youngestCheckpoint(EmbeddedFlink flink) throws Exception {
        try (Stream<Path> files = Files.walk(flink.checkpoints(), 3)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .map(Path::getParent)
                    .orElse(null);
        }
    }

    private static void createTopics(Map<String, Object> clients) throws Exception {
        try (Admin admin = Admin.create(clients)) {
            admin.createTopics(Stream.of(
                                    Topics.SALES,
                                    Topics.ORDERS,
                                    Topics.ODOO_DOCUMENTS,
                                    Topics.QUARANTINE,
                                    Topics.RECONCILIATION,
                                    Topics.SIGNALS,
                                    Topics.ACCOUNTING)
                            .map(topic -> new NewTopic(topic.name(), 1, (short) 1)
                                    .configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1")))
                            .toList())
                    .all()
                    .get();
        }
    }

    private static Event<?> sale(String receipt, String total) {
        Money money = Money.of(total, "GBP");
        return new Event<>(
                Envelope.of(
                        "/pos/store-001/till-01",
                        "id-" + receipt,
                        EventType.SALE_COMPLETED,
                        receipt,
                        MORNING.atOffset(ZoneOffset.UTC)),
                new SaleCompleted(
                        receipt,
                        "uuid-" + receipt,
                        "store-001",
                        "till-01",
                        "S12",
                        "pos",
                        List.of(),
                        money,
                        Money.zero("GBP"),
                        List.of(),
                        null));
    }

    private static void send(KafkaProducer<String, byte[]> producer, Event<?> event) {
        var unused = producer.send(EventCodec.encode(event, "S12", MORNING.toEpochMilli()));
    }

    /** As the stock ledger tells of a record that it could not use. */
    private static void putAside(KafkaProducer<String, byte[]> producer, String receipt) {
        String body = Base64.getEncoder()
                .encodeToString(("{\"uuid\":\"uuid-" + receipt + "\"}").getBytes(StandardCharsets.UTF_8));
        QuarantinedRecord record = new QuarantinedRecord(
                "retail.sales-0-99",
                ReasonCode.INVALID_BODY,
                "field total",
                "inventory",
                "pos-sales",
                MORNING,
                1,
                null,
                "retail.sales",
                0,
                99,
                MORNING.toEpochMilli(),
                null,
                body,
                Map.of());
        var unused = producer.send(new ProducerRecord<>(
                Topics.QUARANTINE.name(), null, MORNING.toEpochMilli(), record.id(), Json.bytes(record)));
    }

    private static String session(String orders, String entry) {
        return "{'id':12,'name':'S12','state':'closed','start_at':'2026-03-10 07:00:00','stop_at':'2026-03-10 09:00:00',"
                + "'order_ids':" + orders + ",'move_id':" + entry + ",'currency_id':[1,'GBP']}";
    }

    private static String order(long id, String receipt, String total) {
        return "{'id':" + id + ",'name':'O" + id + "','pos_reference':'" + receipt + "','uuid':'uuid-" + receipt
                + "','state':'done','session_id':12,'amount_total':" + total
                + ",'amount_tax':0,'currency_id':[1,'GBP'],"
                + "'account_move':false,'lines':[],'payment_ids':[]}";
    }

    private static void document(KafkaProducer<String, byte[]> producer, String model, long id, String json)
            throws Exception {
        ObjectNode row = (ObjectNode) Json.mapper().readTree(json.replace('\'', '"'));
        OdooDocument document = new OdooDocument(model, id, "2026-03-10 09:00:00", Instant.now(), row);
        var unused = producer.send(new ProducerRecord<>(
                Topics.ODOO_DOCUMENTS.name(), null, MORNING.toEpochMilli(), document.key(), Json.bytes(document)));
    }

    private static void complete(KafkaProducer<String, byte[]> producer, Instant readAt) {
        OdooDocument mark = new OdooDocument(OdooReading.MODEL, OdooReading.ID, null, readAt, null);
        var unused = producer.send(new ProducerRecord<>(
                Topics.ODOO_DOCUMENTS.name(), null, readAt.toEpochMilli(), mark.key(), Json.bytes(mark)));
    }

    private static String sales(Map<String, Object> clients) {
        return read(clients, Topics.ACCOUNTING).stream()
                .filter(account -> account.partition().startsWith("retail.sales"))
                .max(Comparator.comparing(AccountingSnapshot::input))
                .map(account -> account.input() + " in: " + account.applied() + " applied, " + account.duplicate()
                        + " duplicate, " + account.quarantined() + " quarantined")
                .orElse("");
    }

    private static <V> List<V> await(Map<String, Object> clients, Topic<V> topic, int atLeast) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> read(clients, topic), found -> found.size() >= atLeast);
    }

    private static <V> List<V> read(Map<String, Object> clients, Topic<V> topic) {
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                clients, new StringDeserializer(), topic.value().deserializer())) {
            TopicPartition partition = new TopicPartition(topic.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<V> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
