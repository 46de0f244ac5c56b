package io.tillwatch.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.app.assembly.TopicSetup;
import io.tillwatch.audit.AuditChain;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AuditEntry;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import io.tillwatch.engines.junit.KafkaExtension;
import io.tillwatch.index.ElasticAccess;
import io.tillwatch.index.ElasticClient;
import io.tillwatch.index.IndexSetup;
import io.tillwatch.index.Indexer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Somebody who may write meddles with the audit where it really stands, and the command names the entry. */
@ExtendWith({KafkaExtension.class, ElasticsearchExtension.class})
class VerifySourcesTest {
    private static final TopicPartition AUDIT = new TopicPartition(TopicNames.AUDIT, 0);
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final HttpClient http = HttpClient.newHttpClient();
    private Map<String, Object> clients;
    private URI elastic;
    private Path config;

    private record Run(int code, String out, String error) {}

    @BeforeEach
    void empty(EmbeddedKafka broker, EmbeddedElasticsearch server, @TempDir Path directory) throws Exception {
        clients = Map.of("bootstrap.servers", broker.bootstrapServers());
        elastic = server.url();
        config = Files.writeString(
                directory.resolve("tillwatch.yaml"),
                "kafka: {bootstrapServers: '" + broker.bootstrapServers() + "'}\nelasticsearch: {url: " + elastic
                        + "}\n");
        TopicSetup.ensure(clients, (short) 1);
        forget(-1);
        for (JsonNode index : ask("GET", "/_cat/indices/tillwatch-audit-*?format=json&h=index", "")) {
            ask("DELETE", "/" + index.get("index").asText(), "");
        }
    }

    @Test
    void a_whole_chain_is_whole_in_its_topic_and_in_its_index() throws Exception {
        // Given
        append(chain());
        index();

        // Then
        assertThat(verify("topic").out()).contains("5 entries, the chain is whole");
        assertThat(verify("index").out()).contains("5 entries, the chain is whole");
        assertThat(verify("topic").code()).isZero();
        assertThat(verify("index").code()).isZero();
    }

    @Test
    void nothing_written_yet_is_whole_too() {
        assertThat(verify("topic").out()).contains("0 entries, the chain is whole");
        assertThat(verify("index").out()).contains("0 entries, the chain is whole");
    }

    @Test
    void a_changed_entry_of_the_topic_is_named() {
        // Given a topic that somebody wrote anew, with one actor for another
        List<AuditEntry> entries = chain();
        AuditEntry third = entries.get(2);
        entries.set(
                2,
                new AuditEntry(
                        third.number(),
                        third.at(),
                        "eve",
                        third.action(),
                        third.subject(),
                        third.detail(),
                        third.previous(),
                        third.hash()));
        append(entries);

        // Then
        assertFound(verify("topic"), "changed   entry 3", "5 entries, 1 findings");
    }

    @Test
    void a_removed_entry_of_the_topic_is_named_in_its_middle_and_at_its_beginning() throws Exception {
        // Given
        List<AuditEntry> entries = chain();
        entries.remove(2);
        append(entries);

        // Then
        assertFound(verify("topic"), "removed   entry 3 is missing", "4 entries, 1 findings");

        // When the broker is told to forget the first two
        forget(firstOffset() + 2);

        // Then
        assertFound(verify("topic"), "removed   entry 1 is missing, and all up to 3 with it", "2 entries, 1 findings");
    }

    @Test
    void an_entry_that_was_put_into_the_topic_is_named() {
        // Given
        append(chain());
        append(List.of(forged()));

        // Then
        assertFound(verify("topic"), "inserted  entry 3 a second entry has its number: incident.false by eve");
    }

    @Test
    void what_is_no_entry_is_said_and_not_passed_over() {
        // Given
        append(chain());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(clients, new StringSerializer(), new StringSerializer())) {
            var unused = producer.send(new ProducerRecord<>(TopicNames.AUDIT, "eve", null));
        }

        // Then
        Run run = verify("topic");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.error()).contains("tillwatch.audit holds what is no entry of the audit");
    }

    @Test
    void a_changed_document_of_the_index_is_named() throws Exception {
        // Given
        append(chain());
        String index = index();

        // When
        ask("POST", "/" + index + "/_update/3", "{\"doc\": {\"user.name\": \"eve\"}}");

        // Then the copy was meddled with, the topic was not
        assertFound(verify("index"), "changed   entry 3", "5 entries, 1 findings");
        assertThat(verify("topic").code()).isZero();
    }

    @Test
    void a_removed_document_of_the_index_is_named() throws Exception {
        // Given
        append(chain());
        String index = index();

        // When
        ask("DELETE", "/" + index + "/_doc/3", "");

        // Then
        assertFound(verify("index"), "removed   entry 3 is missing", "4 entries, 1 findings");
    }

    @Test
    void a_document_that_was_put_into_the_index_is_named() throws Exception {
        // Given
        append(chain());
        String index = index();
        AuditEntry forged = forged();

        // When
        ask("PUT", "/" + index + "/_doc/3b", """
                {"@timestamp": "%s", "event.action": "%s", "user.name": "%s", "tillwatch.subject": "%s",
                 "tillwatch.number": %d, "tillwatch.previous": "%s", "tillwatch.hash": "%s"}
                """.formatted(
                        forged.at(),
                        forged.action(),
                        forged.actor(),
                        forged.subject(),
                        forged.number(),
                        forged.previous(),
                        forged.hash()));

        // Then
        assertFound(verify("index"), "inserted  entry 3 a second entry has its number: incident.false by eve");
    }

    private static void assertFound(Run run, String... says) {
        assertThat(run.out()).contains(says);
        assertThat(run.code()).isEqualTo(3);
    }

    private static List<AuditEntry> chain() {
        AuditChain chain = new AuditChain();
        List<AuditEntry> entries = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            entries.add(chain.append(NOON.plusSeconds(i), "ada", "incident.resolve", "inc-" + i, "done " + i));
        }
        return entries;
    }

    /** A third entry with the right hash of its own, by somebody who knows how entries are made. */
    private static AuditEntry forged() {
        AuditChain chain = new AuditChain();
        chain().subList(0, 2).forEach(chain::after);
        return chain.append(NOON.plusSeconds(3), "eve", "incident.false", "inc-9", null);
    }

    private void append(List<AuditEntry> entries) {
        try (KafkaProducer<String, AuditEntry> producer = new KafkaProducer<>(
                clients, new StringSerializer(), Topics.AUDIT.value().serializer())) {
            for (AuditEntry entry : entries) {
                var unused = producer.send(new ProducerRecord<>(TopicNames.AUDIT, entry.actor(), entry));
            }
        }
    }

    /** Carries the topic into the index as a running Tillwatch does; returns the index of the day. */
    private String index() throws Exception {
        AtomicInteger stored = new AtomicInteger();
        try (ElasticClient client = ElasticClient.connect(elastic, ElasticAccess.OPEN)) {
            IndexSetup.run(client);
            try (Indexer indexer = Indexer.start(
                    "audit-" + UUID.randomUUID(),
                    List.of(TopicNames.AUDIT),
                    clients,
                    client,
                    Clock.systemUTC(),
                    record -> stored.incrementAndGet())) {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(stored).as(indexer.problem()).hasValue(5));
            }
        }
        return ask("GET", "/_cat/indices/tillwatch-audit-*?format=json&h=index", "")
                .path(0)
                .get("index")
                .asText();
    }

    private void forget(long before) throws Exception {
        try (Admin admin = Admin.create(clients)) {
            admin.deleteRecords(Map.of(AUDIT, RecordsToDelete.beforeOffset(before)))
                    .all()
                    .get();
        }
    }

    private long firstOffset() throws Exception {
        try (Admin admin = Admin.create(clients)) {
            return admin.listOffsets(Map.of(AUDIT, OffsetSpec.earliest()))
                    .partitionResult(AUDIT)
                    .get()
                    .offset();
        }
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(elastic.resolve(path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as(method + " " + path + ": " + response.body())
                .isLessThan(300);
        return Json.mapper().readTree(response.body());
    }

    private Run verify(String source) {
        StringWriter out = new StringWriter();
        StringWriter error = new StringWriter();
        int code = new CommandLine(new VerifyCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(error, true))
                .execute("--config", config.toString(), "--source", source);
        return new Run(code, out.toString(), error.toString());
    }
}
