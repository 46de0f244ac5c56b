package io.tillwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.Topic;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.StockPosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InventoryTopologyTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @TempDir
    Path stateDir;

    @ParameterizedTest(name = "all cases of {0}")
    @ValueSource(strings = {"src/test/resources/stock-cases.jsonl", "worked.jsonl", "cases.jsonl"})
    void every_case_comes_out_of_the_topology_as_the_oracle_says(String name) throws IOException {
        Path file = name.startsWith("src")
                ? Path.of(name)
                : Path.of(System.getProperty("tillwatch.shared", "../shared"), "inventory", name);
        assumeTrue(Files.exists(file), "skipped: " + file + " is not there (set -Dtillwatch.shared)");
        List<StockCase> cases = StockCases.read(file);
        List<String> lines = Files.readAllLines(file);

        // When each case is piped through a topology of its own
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            StockCase stockCase = cases.get(i);
            JsonNode expected = Json.mapper().readTree(lines.get(i)).get("expect");
            try (Piped piped = new Piped(stockCase.now(), stateDir.resolve("case-" + i))) {
                stockCase.events().forEach(step -> piped.send(step.toEvent()));
                StockCasesTest.differences(piped.result(stockCase.name()), expected)
                        .forEach(difference -> wrong.add(stockCase.name() + ": " + difference));
            }
        }

        // Then none differs
        assertThat(wrong).isEmpty();
    }

    @Test
    void garbage_is_quarantined_whole_and_the_account_balances() {
        try (Piped piped = new Piped(NOON, stateDir)) {
            // Given one good event among garbage: no headers, no body, half a body, an unknown type
            StockCase.Step good = step("s1", "sold");
            piped.send(good.toEvent());
            piped.raw(new TestRecord<>("k", "{}".getBytes(StandardCharsets.UTF_8)));
            ProducerRecord<String, byte[]> record =
                    EventCodec.encode(step("s2", "sold").toEvent(), "k", 0);
            piped.raw(new TestRecord<>("k", null, record.headers(), NOON));
            piped.raw(new TestRecord<>("k", "{\"receipt\":".getBytes(StandardCharsets.UTF_8), record.headers(), NOON));
            record.headers()
                    .remove("ce_type")
                    .add("ce_type", "retail.sale.invented.v9".getBytes(StandardCharsets.UTF_8));
            piped.raw(new TestRecord<>("k", record.value(), record.headers(), NOON));

            // When the accounts are told
            piped.driver.advanceWallClockTime(Duration.ofSeconds(1));

            // Then every record has its outcome and what was refused is kept whole
            Map<String, AccountingSnapshot> accounts = piped.last(Topics.ACCOUNTING);
            assertThat(accounts.values()).allMatch(AccountingSnapshot::balanced);
            assertThat(accounts.values().stream()
                            .mapToLong(AccountingSnapshot::input)
                            .sum())
                    .isEqualTo(5);
            assertThat(accounts.values().stream()
                            .mapToLong(AccountingSnapshot::quarantined)
                            .sum())
                    .isEqualTo(4);
            assertThat(piped.last(Topics.QUARANTINE).values())
                    .hasSize(4)
                    .extracting(refused -> refused.reason().name())
                    .containsExactlyInAnyOrder("MISSING_ATTRIBUTE", "NULL_BODY", "MALFORMED_BODY", "UNKNOWN_TYPE");
        }
    }

    @Test
    void a_clock_a_year_ahead_is_told_and_its_sale_counts() {
        try (Piped piped = new Piped(NOON, stateDir)) {
            // Given a till that is a year ahead
            StockCase.Step sold = step("s1", "sold");
            StockCase.Step ahead = new StockCase.Step(
                    sold.source(),
                    "s2",
                    2L,
                    NOON.plus(Duration.ofDays(365)),
                    "sold",
                    "MUG",
                    "store-007",
                    sold.quantity(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null);

            // When both sales arrive
            piped.send(sold.toEvent());
            piped.send(ahead.toEvent());

            // Then the position counts both, and one signal names the till
            assertThat(piped.last(Topics.POSITIONS).values())
                    .singleElement()
                    .satisfies(position -> assertThat(position.onHand()).isEqualByComparingTo("-2"));
            assertThat(piped.last(Topics.SIGNALS)).hasSize(1).containsKey(sold.source());
        }
    }

    private static StockCase.Step step(String id, String type) {
        return new StockCase.Step(
                "/pos/store-007/till-01",
                id,
                1L,
                NOON.minusSeconds(60),
                type,
                "MUG",
                "store-007",
                java.math.BigDecimal.ONE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** A topology in the test driver, with the world's clock standing still. */
    private static final class Piped implements AutoCloseable {
        private final TopologyTestDriver driver;
        private final Map<String, TestInputTopic<String, byte[]>> inputs = new LinkedHashMap<>();
        private final Instant now;
        private int sent;

        Piped(Instant now, Path stateDir) {
            this.now = now;
            WorldClock clock = WorldClock.startingAt(now, 1.0, Clock.fixed(now, ZoneOffset.UTC));
            InventoryConfig config =
                    InventoryConfig.of(clock, FlowCatalogue.demo()).withHorizon(Duration.ofDays(3650));
            Properties properties = new Properties();
            properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
            properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:0");
            properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
            driver = new TopologyTestDriver(InventoryTopology.build(config, took -> {}), properties, now);
            List.of(TopicNames.SALES, TopicNames.ORDERS, TopicNames.STOCK, TopicNames.PAYMENTS)
                    .forEach(topic -> inputs.put(
                            topic, driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())));
        }

        void send(Event<?> event) {
            ProducerRecord<String, byte[]> record =
                    EventCodec.encode(event, event.envelope().subject(), now.toEpochMilli());
            input(record.topic()).pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), now));
            sent++;
        }

        void raw(TestRecord<String, byte[]> record) {
            input(TopicNames.SALES).pipeInput(record);
        }

        StockCaseResult result(String name) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
            Map<String, StockCaseResult.Figures> positions = new LinkedHashMap<>();
            last(Topics.POSITIONS).forEach((key, position) -> positions.put(key, figures(position)));
            long duplicates = last(Topics.ACCOUNTING).values().stream()
                    .mapToLong(AccountingSnapshot::duplicate)
                    .sum();
            // A refused event is told by its offset; which event of the case that was, the order of arrival says.
            List<Integer> quarantined = refusedEvents();
            assertThat(sent).isNotNegative();
            return new StockCaseResult(name, positions, (int) duplicates, quarantined);
        }

        private List<Integer> refusedEvents() {
            List<Integer> indices = new ArrayList<>();
            last(Topics.QUARANTINE).values().stream()
                    .map(QuarantinedRecord::id)
                    .map(order::get)
                    .sorted()
                    .forEach(indices::add);
            return indices;
        }

        private final Map<String, Integer> order = new LinkedHashMap<>();
        private final Map<String, Integer> offsets = new LinkedHashMap<>();

        private TestInputTopic<String, byte[]> input(String topic) {
            int offset = offsets.merge(topic, 1, Integer::sum) - 1;
            order.put(topic + "-0-" + offset, order.size());
            return java.util.Objects.requireNonNull(inputs.get(topic));
        }

        <V> Map<String, V> last(Topic<V> topic) {
            Map<String, V> values = new LinkedHashMap<>();
            driver.createOutputTopic(
                            topic.name(),
                            new StringDeserializer(),
                            topic.value().deserializer())
                    .readKeyValuesToList()
                    .forEach(entry -> values.put(entry.key, entry.value));
            return values;
        }

        private static StockCaseResult.Figures figures(StockPosition position) {
            Map<String, String> variance = new LinkedHashMap<>();
            position.variance().forEach((count, value) -> variance.put(count, value.toPlainString()));
            return new StockCaseResult.Figures(
                    position.onHand(),
                    position.reserved(),
                    position.inTransit(),
                    position.damaged(),
                    position.buffer(),
                    position.available(),
                    variance);
        }

        @Override
        public void close() {
            driver.close();
        }
    }
}
