package io.tillwatch.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Signal.State;
import io.tillwatch.inventory.StockCase.Step;
import io.tillwatch.streams.Piped;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTopologyTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String TILL = "/pos/store-007/till-01";
    private static final byte[] DAMAGED_KEY = {(byte) 0xff, 0, (byte) 0xfe};

    @TempDir
    Path stateDir;

    /** Of the two hundred random ones every fifth: all of them go through the same ledger without the topology. */
    @ParameterizedTest(name = "each {1} of {0}")
    @CsvSource({"src/test/resources/stock-cases.jsonl, 1", "worked.jsonl, 1", "cases.jsonl, 5"})
    void cases_come_out_of_the_topology_as_the_oracle_says(String name, int each) throws IOException {
        Path file = name.startsWith("src")
                ? Path.of(name)
                : Path.of(System.getProperty("tillwatch.shared", "../shared"), "inventory", name);
        assumeTrue(Files.exists(file), "skipped: " + file + " is not there (set -Dtillwatch.shared)");
        List<StockCase> cases = StockCases.read(file);
        List<String> lines = Files.readAllLines(file);

        // When the cases of a moment are piped through one topology, each with names of its own
        List<String> wrong = new ArrayList<>();
        Map<Instant, StockPipe> pipes = new LinkedHashMap<>();
        for (int i = 0; i < cases.size(); i += each) {
            StockCase stockCase = cases.get(i);
            JsonNode expected = Json.mapper().readTree(lines.get(i)).get("expect");
            StockPipe pipe = pipes.computeIfAbsent(
                    stockCase.now(), now -> new StockPipe(now, stateDir.resolve("at-" + now.getEpochSecond())));
            StockCaseResult result = piped(stockCase, pipe, "case-" + i + "-");
            StockCasesTest.differences(result, expected)
                    .forEach(difference -> wrong.add(stockCase.name() + ": " + difference));
        }
        pipes.values().forEach(StockPipe::close);

        // Then none differs
        assertThat(wrong).isEmpty();
    }

    private static StockCaseResult piped(StockCase stockCase, StockPipe pipe, String name) {
        long duplicates = duplicates(pipe);
        int before = pipe.sent();
        stockCase.events().forEach(step -> pipe.send(named(step, name)));
        Map<String, StockCaseResult.Figures> positions = new LinkedHashMap<>();
        pipe.figures().forEach((key, figures) -> {
            if (key.startsWith(name)) {
                positions.put(key.substring(name.length()), figures);
            }
        });
        List<Integer> refused =
                pipe.refused().stream().map(index -> index - before).toList();
        return new StockCaseResult(stockCase.name(), positions, (int) (duplicates(pipe) - duplicates), refused);
    }

    private static long duplicates(StockPipe pipe) {
        return pipe.accounts().values().stream()
                .mapToLong(AccountingSnapshot::duplicate)
                .sum();
    }

    /** The same step with a SKU and sources of its own. */
    private static Step named(Step step, String name) {
        Map<String, Long> cut = new LinkedHashMap<>();
        if (step.cut() != null) {
            step.cut().forEach((source, last) -> cut.put(name + source, last));
        }
        EventRef target = step.corrects();
        return new Step(
                name + step.source(),
                step.id(),
                step.sequence(),
                step.time(),
                step.type(),
                step.sku() == null ? null : name + step.sku(),
                step.location(),
                step.quantity(),
                step.count(),
                step.cut() == null ? null : cut,
                step.reservation(),
                step.expiresAt(),
                step.transfer(),
                step.from(),
                step.to(),
                step.restock(),
                target == null ? null : new EventRef(name + target.source(), target.id()),
                step.reason());
    }

    @Test
    void garbage_is_quarantined_whole_and_the_account_balances() {
        try (StockPipe pipe = new StockPipe(NOON, stateDir)) {
            Piped piped = pipe.topology();
            // Given one good event among garbage: no headers, no body, half a body, an unknown type
            pipe.send(step("s1", NOON.minusSeconds(60)));
            byte[] half = "{\"receipt\":".getBytes(UTF_8);
            Headers headers =
                    EventCodec.encode(step("s2", NOON).toEvent(), "k", 0).headers();
            Headers unknown = new RecordHeaders(headers)
                    .remove("ce_type")
                    .add("ce_type", "retail.sale.invented.v9".getBytes(UTF_8));
            piped.raw(TopicNames.SALES, DAMAGED_KEY, "{}".getBytes(UTF_8), new RecordHeaders());
            piped.raw(TopicNames.SALES, DAMAGED_KEY, null, headers);
            piped.raw(TopicNames.SALES, DAMAGED_KEY, half, headers);
            piped.raw(TopicNames.SALES, DAMAGED_KEY, half, unknown);

            // When the accounts are told
            Map<String, AccountingSnapshot> accounts = pipe.accounts();

            // Then every record has its outcome
            assertThat(accounts.values()).allMatch(AccountingSnapshot::balanced);
            assertThat(sum(accounts, AccountingSnapshot::input)).isEqualTo(5);
            assertThat(sum(accounts, AccountingSnapshot::applied)).isEqualTo(1);
            assertThat(sum(accounts, AccountingSnapshot::quarantined)).isEqualTo(4);

            // and what was refused is what came, byte for byte
            Map<String, QuarantinedRecord> refused = piped.last(Topics.QUARANTINE);
            assertThat(refused.values())
                    .extracting(record -> record.reason().name())
                    .containsExactlyInAnyOrder("MISSING_ATTRIBUTE", "NULL_BODY", "MALFORMED_BODY", "UNKNOWN_TYPE");
            QuarantinedRecord cut = refused.get("retail.sales-0-3");
            assertThat(Base64.getDecoder().decode(cut.key())).isEqualTo(DAMAGED_KEY);
            assertThat(Base64.getDecoder().decode(cut.value())).isEqualTo(half);
            headers.forEach(header -> assertThat(
                            Base64.getDecoder().decode(cut.headers().get(header.key())))
                    .isEqualTo(header.value()));
        }
    }

    @Test
    void a_clock_a_year_ahead_is_told_until_it_is_right_and_its_sales_count() {
        try (StockPipe pipe = new StockPipe(NOON, stateDir)) {
            // When a till rings once rightly, twice a year ahead, and five times rightly
            pipe.send(step("s1", NOON));
            pipe.send(step("s2", NOON.plus(Duration.ofDays(365))));
            pipe.send(step("s3", NOON.plus(Duration.ofDays(365))));
            for (int i = 4; i < 9; i++) {
                pipe.send(step("s" + i, NOON));
            }

            // Then the position counts them all, and the signals name the till
            assertThat(pipe.positions().values())
                    .singleElement()
                    .satisfies(position -> assertThat(position.onHand()).isEqualByComparingTo("-8"));
            List<Signal> signals = pipe.topology().read(Topics.SIGNALS);
            assertThat(signals).extracting(Signal::state).containsExactly(State.FIRING, State.FIRING, State.RECOVERED);
            assertThat(signals).allSatisfy(signal -> {
                assertThat(signal.kind()).isEqualTo(IncidentKind.CLOCK_SKEW);
                assertThat(signal.subject()).isEqualTo(TILL);
            });
        }
    }

    @Test
    void what_we_conclude_does_not_carry_the_headers_of_an_event() {
        try (StockPipe pipe = new StockPipe(NOON, stateDir)) {
            // When
            pipe.send(step("s1", NOON.plus(Duration.ofDays(365))));

            // Then
            assertThat(pipe.topology().records(Topics.SIGNALS))
                    .singleElement()
                    .satisfies(record -> assertThat(record.headers()).isEmpty());
        }
    }

    private static long sum(Map<String, AccountingSnapshot> accounts, ToLongFunction<AccountingSnapshot> figure) {
        return accounts.values().stream().mapToLong(figure).sum();
    }

    private static Step step(String id, Instant at) {
        return new Step(
                TILL,
                id,
                1L,
                at,
                "sold",
                "MUG",
                "store-007",
                BigDecimal.ONE,
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
}
