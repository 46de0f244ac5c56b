package io.tillwatch.health;

import static io.tillwatch.health.Samples.FLOWS;
import static io.tillwatch.health.Samples.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.odoo.OdooDocument;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.contracts.watch.Outcome;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.SloAttainment;
import io.tillwatch.streams.Events;
import io.tillwatch.streams.Piped;
import io.tillwatch.streams.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlowHealthTopologyTest {
    private static final byte[] DAMAGED_KEY = {(byte) 0xff, (byte) 0xfe, 0};

    @TempDir
    Path stateDir;

    private final TestClock clock = new TestClock(NOON);
    private Piped piped;
    private int number;

    @BeforeEach
    void pipe() {
        piped = new Piped(FlowHealthTopology.build(clock.world(), FLOWS, 1), clock, stateDir);
    }

    @AfterEach
    void close() {
        piped.close();
    }

    @Test
    void a_flow_has_three_lags_a_rate_and_its_objective() {
        // Given ten sales in time, and ten that waited 20 min at their till
        for (int i = 0; i < 10; i++) {
            piped.send(sent(
                    Events.sale("store-01", "till-1", "s" + i, clock.instant().minusSeconds(2), "MUG")));
            piped.send(sent(
                    Events.sale("store-01", "till-1", "l" + i, clock.instant().minus(Duration.ofMinutes(20)), "MUG")));
        }

        // When
        piped.settle();

        // Then
        FlowHealth health = piped.last(Topics.FLOW_HEALTH).get("pos-sales");
        assertThat(health.status()).isEqualTo(FlowStatus.OK);
        assertThat(health.ratePerMinute()).isEqualTo(2.0);
        assertThat(health.offline().count()).isEqualTo(20);
        assertThat(health.offline().p99Millis()).isCloseTo(1_199_000, withPercentage(1));
        assertThat(health.transport().p50Millis()).isCloseTo(1_000, withPercentage(1));
        assertThat(health.ours().p99Millis()).isLessThan(1);
        assertThat(piped.last(Topics.SLO).get("pos-sales")).satisfies(slo -> {
            assertThat(slo)
                    .extracting(SloAttainment::good, SloAttainment::total)
                    .containsExactly(10L, 20L);
            assertThat(slo.burnRate()).isCloseTo(100, withPercentage(1));
        });
    }

    @Test
    void a_sale_that_is_not_in_the_books_by_ten_the_next_day_counts_against_them() {
        // Given two receipts of noon in Odoo, of which one is posted in the evening
        for (String state : List.of("paid", "done")) {
            tellReceipt(1, state);
        }
        tellReceipt(2, "paid");

        // When Odoo is read again the day after
        piped.advance(Duration.ofHours(24));
        tellReceipt(3, "paid");
        piped.settle();

        // Then
        assertThat(piped.last(Topics.SLO).get("odoo-postings"))
                .extracting(SloAttainment::slo, SloAttainment::good, SloAttainment::total)
                .containsExactly("posted", 1L, 2L);
    }

    private void tellReceipt(long id, String state) {
        String now = clock.instant().toString().replace('T', ' ').replace("Z", "");
        ObjectNode row = Json.mapper().createObjectNode().put("state", state).put("date_order", now);
        OdooDocument document = new OdooDocument("pos.order", id, now, clock.instant(), row);
        piped.tell(Topics.ODOO_DOCUMENTS, document.key(), document);
    }

    @Test
    void a_store_that_is_away_makes_the_head_of_the_line_grow_old() {
        // Given
        piped.send(Events.heartbeat("store-07", "h1", clock.instant(), false, 12, clock.instant()));

        // When
        piped.advance(Duration.ofMinutes(25));
        piped.settle();

        // Then
        FlowHealth health = piped.last(Topics.FLOW_HEALTH).get("pos-sales");
        assertThat(health.status()).isEqualTo(FlowStatus.DEGRADED_AS_DESIGNED);
        assertThat(health.backlog()).isEqualTo(12);
        assertThat(Duration.ofMillis(health.headOfLineMillis()))
                .isBetween(Duration.ofMinutes(25), Duration.ofMinutes(26));
        assertThat(health.affected()).containsExactly("store-07");
    }

    @Test
    void a_store_whose_link_is_up_and_whose_tills_say_nothing_is_silent() {
        // Given ten stores that each sell once a minute for an hour, with a heartbeat
        for (int minute = 0; minute < 60; minute++) {
            trade(10);
        }
        piped.settle();
        assertThat(piped.read(Topics.SIGNALS)).isEmpty();

        // When the tills of one say nothing any more, and its gateway still beats
        for (int minute = 0; minute < 20; minute++) {
            piped.send(Events.heartbeat("store-9", "h" + number++, clock.instant(), true, 0, null));
            trade(9);
        }
        piped.settle();

        // Then it is told, and the flow is silent however much the others sell
        List<Signal> signals = piped.read(Topics.SIGNALS);
        assertThat(signals).isNotEmpty().allSatisfy(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.SOURCE_SILENT);
            assertThat(signal.subject()).isEqualTo("store-9");
            assertThat(signal.flow()).isEqualTo("pos-sales");
        });
        assertThat(piped.last(Topics.FLOW_HEALTH).get("pos-sales").status()).isEqualTo(FlowStatus.SILENT);
    }

    @Test
    void a_heartbeat_speaks_of_a_flow_without_being_its_event() {
        // When a store beats and sells nothing
        piped.send(Events.heartbeat("store-07", "h1", clock.instant(), true, 0, null));
        piped.settle();

        // Then
        FlowHealth health = piped.last(Topics.FLOW_HEALTH).get("pos-sales");
        assertThat(health.ratePerMinute()).isZero();
        assertThat(health.transport().count()).isZero();
    }

    @Test
    void a_failing_provider_is_told_with_its_money_and_told_to_be_over() {
        // Given one failure among few: too few to say anything
        piped.send(Events.refund("R0", "f0", clock.instant(), false));
        piped.settle();
        assertThat(piped.read(Topics.SIGNALS)).isEmpty();

        // When five refunds fail, three times each, and twenty succeed
        for (int refund = 1; refund <= 5; refund++) {
            for (int attempt = 0; attempt < 3; attempt++) {
                piped.send(Events.refund("R" + refund, "f" + refund + "-" + attempt, clock.instant(), false));
            }
        }
        for (int refund = 100; refund < 120; refund++) {
            piped.send(Events.refund("R" + refund, "s" + refund, clock.instant(), true));
        }
        piped.settle();

        // Then
        List<Signal> firing = piped.read(Topics.SIGNALS);
        assertThat(firing).isNotEmpty().allSatisfy(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.REFUND_FAILING);
            assertThat(signal.subject()).isEqualTo("psp");
            assertThat(signal.state()).isEqualTo(Signal.State.FIRING);
            assertThat(signal.moneyAtRisk()).isEqualTo(Money.of("120.00", "GBP"));
            assertThat(signal.startedAt()).isEqualTo(NOON);
        });
        assertThat(piped.last(Topics.FLOW_HEALTH).get("refunds").errorShare()).isEqualTo(16 / 36.0);

        // When more than an hour passes without a failure
        for (int i = 0; i < 90; i++) {
            piped.advance(Duration.ofMinutes(1));
        }

        // Then it is over, once
        assertThat(piped.read(Topics.SIGNALS))
                .filteredOn(signal -> signal.state() == Signal.State.RECOVERED)
                .singleElement()
                .satisfies(signal -> assertThat(signal.subject()).isEqualTo("psp"));
    }

    @Test
    void the_accounts_of_telemetry_and_calendar_balance_and_poison_is_kept_whole() {
        // Given telemetry, a calendar entry and a sale
        piped.send(Events.heartbeat("store-07", "h1", clock.instant(), true, 0, null));
        piped.send(Events.announced("P1", "promotion", NOON, NOON.plusSeconds(60), "MUG"));
        piped.send(Events.sale("store-01", "till-1", "s1", clock.instant(), "MUG"));

        // When garbage comes too: without headers, without a body, cut off, of another topic, of no type
        byte[] body = "{\"node\":".getBytes(UTF_8);
        piped.raw(TopicNames.TELEMETRY, DAMAGED_KEY, body, new RecordHeaders());
        piped.raw(TopicNames.TELEMETRY, DAMAGED_KEY, null, headers("integration.heartbeat.v1", "2026-05-04T12:00:00Z"));
        piped.raw(TopicNames.TELEMETRY, DAMAGED_KEY, body, headers("integration.heartbeat.v1", "2026-05-04T12:00:00Z"));
        piped.raw(TopicNames.CALENDAR, null, body, headers("retail.sale.completed.v1", "2026-05-04T12:00:00Z"));
        piped.raw(TopicNames.CALENDAR, null, body, headers("retail.invented.v9", "2026-05-04T12:00:00Z"));
        piped.raw(TopicNames.TELEMETRY, null, body, headers("integration.heartbeat.v1", "yesterday"));
        // and on a topic whose poison the inventory puts aside
        piped.raw(TopicNames.SALES, null, body, new RecordHeaders());
        piped.settle();

        // Then each record has one outcome
        Map<String, AccountingSnapshot> accounts = piped.last(Topics.ACCOUNTING);
        assertThat(accounts.values()).allMatch(AccountingSnapshot::balanced);
        assertThat(sum(accounts, TopicNames.TELEMETRY)).containsExactly(5, 1, 4);
        assertThat(sum(accounts, TopicNames.CALENDAR)).containsExactly(3, 1, 2);
        assertThat(sum(accounts, TopicNames.SALES)).containsExactly(2, 1, 0);

        // and what was put aside is what came, byte for byte
        Map<String, QuarantinedRecord> refused = piped.last(Topics.QUARANTINE);
        assertThat(refused.values())
                .extracting(QuarantinedRecord::reason)
                .containsExactlyInAnyOrder(
                        ReasonCode.MISSING_ATTRIBUTE,
                        ReasonCode.NULL_BODY,
                        ReasonCode.MALFORMED_BODY,
                        ReasonCode.WRONG_TOPIC,
                        ReasonCode.UNKNOWN_TYPE,
                        ReasonCode.INVALID_ATTRIBUTE);
        QuarantinedRecord cut = refused.get(TopicNames.TELEMETRY + "-0-3");
        assertThat(cut.reason()).isEqualTo(ReasonCode.MALFORMED_BODY);
        assertThat(Base64.getDecoder().decode(cut.value())).isEqualTo(body);
        assertThat(Base64.getDecoder().decode(cut.key())).isEqualTo(DAMAGED_KEY);
        assertThat(Base64.getDecoder().decode(cut.headers().get("ce_type")))
                .asString()
                .isEqualTo("integration.heartbeat.v1");
        assertThat(cut.type()).isEqualTo("integration.heartbeat.v1");
    }

    @Test
    void a_spike_of_quarantined_records_is_told_for_its_flow() {
        // Given what the inventory puts aside
        for (int i = 0; i < 10; i++) {
            QuarantinedRecord refused = new QuarantinedRecord(
                    "retail.stock-0-" + i,
                    ReasonCode.MALFORMED_BODY,
                    "not valid JSON",
                    "inventory",
                    "stock-feed",
                    clock.instant(),
                    1,
                    null,
                    "retail.stock",
                    0,
                    i,
                    clock.millis(),
                    null,
                    null,
                    Map.of());
            piped.tell(Topics.QUARANTINE, refused.id(), refused);
        }

        // When
        piped.settle();

        // Then
        assertThat(piped.read(Topics.SIGNALS)).isNotEmpty().allSatisfy(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.QUARANTINE_SPIKE);
            assertThat(signal.flow()).isEqualTo("stock-feed");
            assertThat(signal.evidence()).containsEntry("MALFORMED_BODY", "10");
        });
    }

    @Test
    void duplicates_are_taken_from_the_accounts_of_whoever_recognised_them() {
        // Given 160 records at the log, of which the inventory knew 30 already
        for (int i = 0; i < 160; i++) {
            piped.send(Events.sale("store-01", "till-1", "s" + i, clock.instant(), "MUG"));
        }
        AccountingSnapshot account =
                AccountingSnapshot.opened("inventory", TopicNames.SALES + "-0", "pos-sales", clock.instant());
        for (int i = 0; i < 160; i++) {
            account = account.plus(i < 30 ? Outcome.DUPLICATE : Outcome.APPLIED, clock.instant());
        }

        // When that is told, twice, since accounts are cumulative
        piped.tell(Topics.ACCOUNTING, account.key(), account);
        piped.tell(Topics.ACCOUNTING, account.key(), account);
        piped.settle();

        // Then
        assertThat(piped.read(Topics.SIGNALS)).isNotEmpty().allSatisfy(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.DUPLICATE_STORM);
            assertThat(signal.actual()).isEqualTo(30 / 160.0);
        });
        assertThat(piped.last(Topics.FLOW_HEALTH).get("pos-sales").duplicateShare())
                .isEqualTo(30 / 160.0);
    }

    @Test
    void what_our_own_topics_say_wrongly_does_not_stop_the_watch() {
        // Given tombstones and garbage on topics of our own
        for (String topic : List.of(TopicNames.ACCOUNTING, TopicNames.QUARANTINE)) {
            piped.raw(topic, null, null, new RecordHeaders());
            piped.raw(topic, null, "{".getBytes(UTF_8), new RecordHeaders());
        }
        // and a record whose time stamp lies beyond all bounds
        Event<?> sale = Events.sale("store-01", "till-1", "s1", clock.instant(), "MUG");
        var record = EventCodec.encode(sale, "k", 0);
        piped.raw(TopicNames.SALES, null, record.value(), record.headers(), Instant.ofEpochMilli(Long.MAX_VALUE));

        // When
        piped.send(Events.sale("store-01", "till-1", "s2", clock.instant(), "MUG"));
        piped.settle();

        // Then
        LagQuantiles transport = piped.last(Topics.FLOW_HEALTH).get("pos-sales").transport();
        assertThat(transport.count()).isEqualTo(2);
        assertThat(transport.p99Millis()).isLessThan(10_000);
    }

    @Test
    void the_same_input_gives_the_same_signals(@TempDir Path other) {
        // Given
        List<String> first = new ArrayList<>();
        fail(piped);
        piped.read(Topics.SIGNALS).forEach(signal -> first.add(signal.id()));

        // When the same comes to another instance
        TestClock again = new TestClock(NOON);
        try (Piped second = new Piped(FlowHealthTopology.build(again.world(), FLOWS, 1), again, other)) {
            fail(second);

            // Then
            assertThat(second.read(Topics.SIGNALS)).extracting(Signal::id).isEqualTo(first);
            assertThat(first).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    private static void fail(Piped piped) {
        for (int i = 0; i < 8; i++) {
            piped.send(Events.refund("R" + i, "f" + i, NOON, false));
        }
        for (int i = 0; i < 5; i++) {
            piped.advance(Duration.ofSeconds(40));
        }
    }

    /** Each of the first stores sells once, and a minute passes. */
    private void trade(int stores) {
        for (int store = 0; store < stores; store++) {
            piped.send(Events.sale("store-" + store, "till-1", "s" + number++, clock.instant(), "MUG"));
        }
        piped.advance(Duration.ofMinutes(1));
    }

    /** Written down for sending a second before it reaches the log. */
    private Event<?> sent(Event<?> event) {
        return new Event<>(event.envelope().recordedAt(clock.instant().minusSeconds(1)), event.data());
    }

    private static RecordHeaders headers(String type, String time) {
        RecordHeaders headers = new RecordHeaders();
        Map.of("ce_id", "x", "ce_source", "/x", "ce_type", type, "ce_time", time)
                .forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
        return headers;
    }

    /** {input, applied, quarantined} of a topic. */
    private static List<Integer> sum(Map<String, AccountingSnapshot> accounts, String topic) {
        int[] sum = new int[3];
        accounts.values().stream()
                .filter(account -> account.partition().equals(topic + "-0"))
                .forEach(account -> {
                    sum[0] += (int) account.input();
                    sum[1] += (int) account.applied();
                    sum[2] += (int) account.quarantined();
                });
        return List.of(sum[0], sum[1], sum[2]);
    }
}
