package io.tillwatch.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.integration.ChangeRecorded;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.engines.EmbeddedKafka;
import io.tillwatch.engines.junit.KafkaExtension;
import io.tillwatch.odoo.ScriptedOdoo.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KafkaExtension.class)
class OdooFeedTest {
    private static final Duration EVERY = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = Topics.ODOO_DOCUMENTS.name();

    private Map<String, Object> properties;

    @Test
    void readings_arrive_whole_an_outage_ends_nothing_and_a_restart_goes_on() throws IOException {
        // Given
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
        AtomicReference<String> moves = new AtomicReference<>(row(1, "09:59:00"));
        AtomicBoolean down = new AtomicBoolean();
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> answer(request, moves.get(), down.get()))) {
            OdooSettings settings = odoo.settings().forSimulatedTime();

            try (OdooFeed feed = OdooFeed.start(settings, properties, now::get, EVERY)) {
                // When
                await().atMost(PATIENCE).until(() -> marks() == 1);

                // Then
                assertThat(keys()).containsExactly("account.move/1", "tillwatch.reading/1");
                assertThat(feed.problem()).isNull();

                // When
                down.set(true);
                now.set(Instant.parse("2026-11-23T10:00:30Z"));
                moves.set(row(2, "10:00:20"));
                await().atMost(PATIENCE).until(() -> feed.trouble() != null);
                down.set(false);

                // Then
                await().atMost(PATIENCE).until(() -> marks() == 2);
                assertThat(keys()).endsWith("account.move/2", "tillwatch.reading/1");
                await().atMost(PATIENCE).until(() -> feed.trouble() == null);
                assertThat(feed.problem()).isNull();
            }

            // When
            now.set(Instant.parse("2026-11-23T10:10:00Z"));
            moves.set(row(3, "10:09:00"));
            odoo.asked.clear();
            try (OdooFeed again = OdooFeed.start(settings, properties, now::get, EVERY)) {
                await().atMost(PATIENCE).until(() -> marks() == 3);
                assertThat(again.problem()).isNull();
            }

            // Then
            assertThat(keys()).endsWith("account.move/3", "tillwatch.reading/1");
            assertThat(odoo.asked)
                    .filteredOn(request -> request.path().equals("/json/2/account.move/search_read")
                            && request.body().path("domain").toString().contains("write_date"))
                    .first()
                    .satisfies(
                            request -> assertThat(request.body().path("domain").toString())
                                    .contains("[\"write_date\",\">=\",\"2026-11-23 09:59:30\"]")
                                    .contains("[\"write_date\",\"<\",\"2026-11-23 10:10:00\"]"));
        }
    }

    @Test
    void a_key_that_ends_soon_is_told_to_flow_health() throws IOException {
        // Given
        String key = "[{\"id\":1,\"name\":\"reader\",\"scope\":false,\"expiration_date\":\"2026-11-28 10:00:00\"}]";
        try (ScriptedOdoo odoo = ScriptedOdoo.json2(request -> !request.path().contains("apikeys")
                        ? answer(request, row(1, "09:59:00"), false)
                        : Reply.json(request.path().endsWith("/fields_get") ? "{\"expiration_date\":{}}" : key));
                // When
                OdooFeed feed = OdooFeed.start(
                        odoo.settings(), properties, () -> Instant.parse("2026-11-23T10:00:00Z"), EVERY)) {
            await().atMost(PATIENCE).until(() -> !telemetry().isEmpty());

            // Then
            Event<?> told = telemetry().get(0);
            assertThat(told.envelope().flowId()).isEqualTo("odoo-postings");
            assertThat(told.data())
                    .isInstanceOfSatisfying(
                            ChangeRecorded.class,
                            change -> assertThat(change.expiresAt()).isEqualTo(Instant.parse("2026-11-28T10:00:00Z")));
            assertThat(feed.problem()).isNull();
        }
    }

    private List<Event<?>> telemetry() {
        List<Event<?>> events = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(TopicNames.TELEMETRY, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                events.add(EventCodec.decode(record.topic(), record.headers(), record.value())));
            }
        }
        return events;
    }

    @Test
    void a_login_that_fails_is_not_tried_again_at_once() throws IOException {
        // Given
        Reply denied = new Reply(401, "application/json", "{\"name\":\"werkzeug.exceptions.Unauthorized\"}");
        try (ScriptedOdoo odoo = new ScriptedOdoo(request ->
                        request.path().equals("/web/version") ? Reply.json("{\"version\":\"18.0\"}") : denied);
                // When
                OdooFeed feed = OdooFeed.start(
                        odoo.settings(), properties, () -> Instant.parse("2026-11-23T10:00:00Z"), EVERY)) {
            await().atMost(PATIENCE).until(() -> feed.trouble() != null);

            // Then
            await().during(EVERY.multipliedBy(25))
                    .atMost(PATIENCE)
                    .until(() -> odoo.asked.stream()
                                    .filter(request -> request.call().equals("common.authenticate"))
                                    .count()
                            == 1);
            assertThat(feed.problem())
                    .as("it goes on as soon as the key is renewed")
                    .isNull();
        }
    }

    private static Reply answer(ScriptedOdoo.Request request, String moves, boolean down) {
        if (down) {
            return new Reply(404, "text/html", "<h1>Not Found</h1>");
        }
        if (request.path().endsWith("/fields_get")) {
            return Reply.json("{\"id\":{},\"write_date\":{}}");
        }
        return Reply.json(request.path().contains("/account.move/") ? moves : "[]");
    }

    private static String row(long id, String time) {
        return "[{\"id\":" + id + ",\"write_date\":\"2026-11-23 " + time + "\"}]";
    }

    /** One broker serves all tests: none may find what another left. */
    @BeforeEach
    void createTopic(EmbeddedKafka kafka) throws ExecutionException, InterruptedException {
        properties = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(properties)) {
            deleteTopic(admin);
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
            if (!admin.listTopics().names().get().contains(TopicNames.TELEMETRY)) {
                admin.createTopics(List.of(new NewTopic(TopicNames.TELEMETRY, 1, (short) 1)))
                        .all()
                        .get();
            }
        }
    }

    @AfterEach
    void deleteTopic() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(properties)) {
            deleteTopic(admin);
        }
    }

    private static void deleteTopic(Admin admin) throws ExecutionException, InterruptedException {
        if (admin.listTopics().names().get().contains(TOPIC)) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
            await().atMost(PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains(TOPIC));
        }
    }

    private long marks() {
        return keys().stream().filter(key -> key.startsWith(OdooReading.MODEL)).count();
    }

    private List<String> keys() {
        try (KafkaConsumer<String, OdooDocument> consumer = new KafkaConsumer<>(
                properties,
                new StringDeserializer(),
                Topics.ODOO_DOCUMENTS.value().deserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> keys = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(record.key()));
            }
            return keys;
        }
    }
}
