package io.tillwatch.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.IndexNames;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.engines.EmbeddedElasticsearch;
import io.tillwatch.engines.junit.ElasticsearchExtension;
import io.tillwatch.topics.Broker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ElasticsearchExtension.class)
class IndexerTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final Clock CLOCK = Clock.systemUTC();

    private Broker broker;
    private ElasticClient client;

    @BeforeEach
    void setUp(EmbeddedElasticsearch server, @TempDir Path dir) throws Exception {
        client = ElasticClient.connect(server.url(), ElasticAccess.OPEN);
        Elastic.clean(client);
        IndexSetup.run(client);
        broker = Broker.start(dir);
    }

    @AfterEach
    void tearDown() {
        broker.close();
        client.close();
    }

    @Test
    void each_record_of_each_topic_becomes_one_document() {
        // Given
        broker.send(Topics.INCIDENTS, "a", Samples.incident(true));
        broker.send(Topics.SIGNALS, "a", Samples.signal("s-1", true));
        broker.send(Topics.POSITIONS, "a", Samples.position("SKU-1", "store-07", "4", true));
        broker.send(Topics.RECONCILIATION, "a", Samples.reconciliation(true));
        broker.send(Topics.FLOW_HEALTH, "a", Samples.health(true));
        broker.send(Topics.QUARANTINE, "a", Samples.quarantined(true));
        broker.send(Topics.SUPPRESSIONS, "a", Samples.suppression(true));
        broker.send(Topics.AUDIT, "a", Samples.audit(true));
        broker.raw(Topics.INCIDENTS.name(), "deleted", null);
        broker.flush();
        Set<String> told = ConcurrentHashMap.newKeySet();

        // When
        try (Indexer urgent = start("urgent", Indexer.URGENT, record -> told.add(record.topic()));
                Indexer bulk = start("bulk", Indexer.BULK, record -> told.add(record.topic()))) {
            await().atMost(LONG_ENOUGH).until(() -> told.size() == 8);

            // Then
            assertThat(urgent.problem()).isNull();
            assertThat(bulk.problem()).isNull();
        }
        assertThat(IndexCounts.of(client))
                .allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
    }

    @Test
    void stop_and_start_midway_and_a_whole_replay_leave_each_document_there_once_in_its_last_version()
            throws Exception {
        // Given: 40 incidents in five versions each, 300 signals each told twice
        for (int version = 1; version <= 5; version++) {
            for (int i = 0; i < 40; i++) {
                broker.send(Topics.INCIDENTS, "inc-" + i, Samples.incident("inc-" + i, version));
            }
        }
        for (int i = 0; i < 600; i++) {
            broker.send(Topics.SIGNALS, "s", Samples.signal("s-" + i % 300, i % 2 == 0));
        }
        broker.flush();
        AtomicLong stored = new AtomicLong();

        // When
        try (Indexer first = start("urgent", Indexer.URGENT, record -> stored.incrementAndGet())) {
            await().atMost(LONG_ENOUGH).until(() -> stored.get() > 0);
            assertThat(first.problem()).isNull();
        }
        for (int i = 0; i < 40; i++) {
            broker.send(Topics.INCIDENTS, "inc-" + i, Samples.incident("inc-" + i, 6));
        }
        broker.flush();
        AtomicLong last = new AtomicLong();
        try (Indexer second = start("urgent", Indexer.URGENT, record -> {
            if (new String(record.value(), StandardCharsets.UTF_8).contains("\"version\":6")) {
                last.incrementAndGet();
            }
        })) {
            await().atMost(LONG_ENOUGH).until(() -> last.get() == 40);
            assertThat(second.problem()).isNull();
        }
        AtomicLong replayed = new AtomicLong();
        try (Indexer replay = start("replay", Indexer.URGENT, record -> replayed.incrementAndGet())) {
            await().atMost(LONG_ENOUGH).until(() -> replayed.get() == 840);
            assertThat(replay.problem()).isNull();
        }

        // Then
        assertThat(Elastic.all(client, IndexNames.INCIDENTS))
                .hasSize(40)
                .allSatisfy(hit -> assertThat(hit.version()).isEqualTo(6));
        assertThat(Elastic.all(client, IndexNames.SIGNALS))
                .hasSize(300)
                .allSatisfy(hit -> assertThat(hit.version()).isEqualTo(1));
    }

    @Test
    void what_cannot_be_read_or_stored_is_quarantined_and_the_rest_goes_on() {
        // Given
        broker.raw(Topics.SIGNALS.name(), "k", "{\"id\": ".getBytes(StandardCharsets.UTF_8));
        String kindless = new String(Json.bytes(Samples.signal("s-0", true)), StandardCharsets.UTF_8)
                .replace("\"kind\":", "\"kin\":");
        broker.raw(Topics.SIGNALS.name(), "k", kindless.getBytes(StandardCharsets.UTF_8));
        broker.send(Topics.SIGNALS, "k", tooLong("s-1"));
        broker.send(Topics.SIGNALS, "k", Samples.signal("s-2", true));
        broker.raw(Topics.QUARANTINE.name(), "k", "nonsense".getBytes(StandardCharsets.UTF_8));
        broker.flush();
        Set<String> told = ConcurrentHashMap.newKeySet();

        // When
        try (Indexer urgent = start("urgent", Indexer.URGENT, record -> told.add(record.topic()));
                Indexer bulk = start("bulk", Indexer.BULK, record -> {})) {
            await().atMost(LONG_ENOUGH)
                    .ignoreException(IndexException.class)
                    .until(() -> IndexCounts.of(client).get(IndexNames.QUARANTINE) == 4);
            assertThat(urgent.problem()).isNull();
            assertThat(bulk.problem()).isNull();
        }

        // Then
        assertThat(told).containsExactly(Topics.SIGNALS.name());
        assertThat(IndexCounts.of(client).get(IndexNames.SIGNALS)).isEqualTo(1);
        List<QuarantinedRecord> refused = broker.records(Topics.QUARANTINE.name()).stream()
                .filter(record -> record.value().length > 20)
                .map(record -> Topics.QUARANTINE.value().deserializer().deserialize(record.topic(), record.value()))
                .toList();
        assertThat(refused)
                .extracting(QuarantinedRecord::reason)
                .containsExactlyInAnyOrder(
                        ReasonCode.MALFORMED_BODY,
                        ReasonCode.INVALID_BODY,
                        ReasonCode.REJECTED_BY_STORE,
                        ReasonCode.MALFORMED_BODY);
        assertThat(refused)
                .extracting(QuarantinedRecord::explanation)
                .contains("kind is missing")
                .anyMatch(text -> text.startsWith("the index tillwatch-signals-2026.11.23 refused it: "))
                .noneMatch(text -> text.contains("xxx"));
    }

    private Indexer start(String name, List<String> topics, Consumer<ConsumerRecord<String, byte[]>> stored) {
        return Indexer.start(name, topics, broker.clientProperties(), client, CLOCK, stored);
    }

    /** A keyword of more bytes than the index can hold as one term. */
    private static Signal tooLong(String id) {
        Signal one = Samples.signal(id, false);
        return new Signal(
                one.id(),
                one.kind(),
                one.scope(),
                "x".repeat(40_000),
                one.flow(),
                one.detector(),
                one.state(),
                one.startedAt(),
                one.seenAt(),
                one.detectedAt(),
                one.score(),
                one.summary(),
                null,
                null,
                null,
                0,
                one.entities(),
                one.evidence(),
                null,
                null);
    }
}
