package io.tillwatch.app.flows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.app.assembly.TopicSetup;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EnvelopeHeaders;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.KafkaExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(KafkaExtension.class)
class FlowsCommandsTest {
    @TempDir
    private Path directory;

    private record Run(int code, String out, String error) {}

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        int code = new CommandLine(new FlowsCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(error, true))
                .execute(arguments);
        return new Run(code, out.toString(), error.toString());
    }

    @Test
    void a_page_with_an_error_is_refused_with_file_line_and_exit_code() throws IOException {
        // Given
        Path page = Files.writeString(directory.resolve("flows.yaml"), """
                flows:
                  - id: a
                    name: A
                    tier: 1
                    latency: near
                    rto: PT1H
                    rpo: PT0S
                    fallback: TODO
                    escalation: oncall
                    runbook: runbook.md
                """);

        // When
        Run refused = run("lint", page.toString());

        // Then
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.out())
                .contains(page + ":2: error: a.owner is missing: the team that answers for it")
                .contains(page + ":8: error: a.fallback is missing")
                .contains(page + ":10: error: a.runbook leads nowhere: there is no runbook.md")
                .contains("3 errors, 1 warnings");

        // And once it is mended
        Files.writeString(directory.resolve("runbook.md"), "# What to do\n");
        Files.writeString(page, Files.readString(page).replace("fallback: TODO", "fallback: wait\n    owner: team"));
        Run good = run("lint", "--format", "json", page.toString());
        JsonNode report = Json.mapper().readTree(good.out());
        assertThat(good.code()).isZero();
        assertThat(report.path("errors").asInt()).isZero();
        assertThat(report.path("findings").path(0).path("field").asText()).isEqualTo("slos");
    }

    @Test
    void what_runs_on_a_real_broker_is_found_and_nothing_there_is_changed(EmbeddedKafka broker) throws Exception {
        // Given two undeclared flows' worth of traffic, a topic and a group of somebody else
        Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        TopicSetup.ensure(clients, (short) 1);
        try (Admin admin = Admin.create(clients)) {
            admin.createTopics(List.of(new NewTopic("legacy.prices", 2, (short) 1)))
                    .all()
                    .get();
            send(clients);
            admin.alterConsumerGroupOffsets(
                            "price-importer", Map.of(new TopicPartition("legacy.prices", 0), new OffsetAndMetadata(3)))
                    .all()
                    .get();
            Set<String> topicsBefore = admin.listTopics().names().get();
            Set<String> groupsBefore = groups(admin);

            // When
            Run text = run("discover", "--kafka", broker.bootstrapServers(), "--strict");
            Run json = run("discover", "--kafka", broker.bootstrapServers(), "--format", "json", "--records", "7");

            // Then
            assertThat(text.code()).isEqualTo(3);
            assertThat(text.out())
                    .contains(" flows that no entry describes")
                    .contains("  - id: loyalty-points\n")
                    .contains("legacy.prices: 20 records read, 20 of them without an envelope; read by price-importer")
                    .contains("stock-script: made 5 calls of odoo-import")
                    .contains("/kiosk/1: 10 events");
            JsonNode report = Json.mapper().readTree(json.out());
            assertThat(json.code()).isZero();
            assertThat(report.path("complete").asBoolean()).isTrue();
            assertThat(report.path("records").asLong())
                    .as("the newest seven of each partition")
                    .isLessThanOrEqualTo(7 * partitions(admin, topicsBefore));
            assertThat(report.path("finds").findValuesAsText("kind"))
                    .contains("SHADOW_FLOW", "UNKNOWN_TOPIC", "UNKNOWN_GROUP", "UNUSED_ENTRY");
            assertThat(admin.listTopics().names().get()).isEqualTo(topicsBefore);
            assertThat(groups(admin)).isEqualTo(groupsBefore).contains("price-importer");
        }
    }

    private static long partitions(Admin admin, Set<String> topics) throws Exception {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .mapToLong(topic -> topic.partitions().size())
                .sum();
    }

    private static Set<String> groups(Admin admin) throws Exception {
        return admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
                .map(GroupListing::groupId)
                .collect(Collectors.toSet());
    }

    @Test
    void without_a_broker_it_says_what_to_check() {
        Run run = run("discover");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("--kafka");
    }

    private static void send(Map<String, Object> clients) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 20; i++) {
                var unused = producer.send(
                        new ProducerRecord<>("legacy.prices", 0, null, ("{\"p\":" + i + "}").getBytes(UTF_8)));
            }
            for (int i = 0; i < 10; i++) {
                event(
                        producer,
                        EventType.SALE_VOIDED,
                        "/loyalty/node",
                        "loyalty-points",
                        "l" + i,
                        "{}".getBytes(UTF_8));
                event(producer, EventType.SALE_VOIDED, "/kiosk/1", "pos-sales", "k" + i, "{}".getBytes(UTF_8));
            }
            for (int i = 0; i < 5; i++) {
                byte[] call = Json.bytes(new CallObserved("odoo", "stock.quant/write", 200, 40, "stock-script", null));
                event(producer, EventType.CALL_OBSERVED, "/integration/changes", "odoo-import", "c" + i, call);
            }
        }
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

    private static void event(
            KafkaProducer<byte[], byte[]> producer,
            EventType type,
            String source,
            String flow,
            String id,
            byte[] body) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(type.topicName(), null, body);
        EnvelopeHeaders.write(
                new Envelope(
                        id,
                        source,
                        type.typeName(),
                        id,
                        OffsetDateTime.parse("2026-05-04T12:00:00Z"),
                        null,
                        null,
                        null,
                        flow,
                        null,
                        null,
                        null,
                        1,
                        null,
                        null),
                record.headers());
        var unused = producer.send(record);
    }
}
