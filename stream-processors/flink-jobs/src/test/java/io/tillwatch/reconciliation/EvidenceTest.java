package io.tillwatch.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.ExceptionRaised;
import io.tillwatch.contracts.integration.Heartbeat;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.ReconciliationCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final Instant NOON = BooksFixture.NOON;
    private final BooksFixture books = new BooksFixture();
    private final Map<String, Trace> kept = new HashMap<>();
    private final Reconciler.Keeper keeper = new Reconciler.Keeper() {
        @Override
        public void keep(Trace trace) {
            kept.put(trace.id(), trace);
        }

        @Override
        public void forget(String id) {
            kept.remove(id);
        }
    };

    @Test
    void a_missing_receipt_names_the_record_that_was_put_aside_and_not_that_of_another_store() {
        // Given
        books.rang("R-0001", "10.00").session("closed", "", "false");
        tell(quarantined("R-0001", "/pos/store-002/till-01", 16));

        // When
        assertThat(missing().evidence()).isEmpty();
        tell(quarantined("R-0001", "/pos/store-001/till-01", 17));

        // Then
        ReconciliationCase found = missing();
        assertThat(found.evidence())
                .containsExactly("integration.x was put aside by inventory as CLOCK_BEYOND_BOUND: the clock is off"
                        + " (retail.sales-3, offset 17)");
        assertThat(found.version()).as("the same case says more").isEqualTo(2);
    }

    @Test
    void a_missing_order_names_the_failures_of_its_import_and_none_of_its_refund() {
        // Given
        books.ordered("WEB-0001", "10.00");
        tell(exception("odoo-import", "connector", "WEB-0001", NOON.minusSeconds(5_000)));
        tell(exception("refunds", "payments", "WEB-0001", NOON.minusSeconds(4_000)));
        tell(event(
                EventType.CALL_OBSERVED,
                "odoo-import",
                "WEB-0001",
                NOON.minusSeconds(3_000),
                new CallObserved("odoo", "sale.order/create", 500, 12, "odoo-connector", null)));

        // When, Then
        assertThat(missing().evidence()).hasSize(2).first().asString().contains("connector threw Timeout");
        assertThat(missing().evidence()).last().asString().contains("sale.order/create to odoo was answered with 500");
    }

    @Test
    void a_receipt_of_a_store_that_was_offline_says_so_from_when_on_in_one_word() {
        // Given the receipts of the fixture are of ten o'clock
        books.rang("R-0001", "10.00").session("closed", "", "false");
        Instant from = NOON.minusSeconds(9_000);
        for (int minute = 0; minute < 60; minute++) {
            tell(offline("store-001", from.plus(Duration.ofMinutes(minute))));
        }

        // When, Then
        ReconciliationCase found = missing();
        assertThat(found.evidence()).containsExactly("store-001 was offline from " + from + " on, as /monitor said");
        assertThat(kept).as("one outage is one trace").hasSize(1);
        tell(offline("store-001", from.plus(Duration.ofMinutes(61))));
        assertThat(missing().version()).isEqualTo(1);
    }

    @Test
    void an_outage_at_another_time_explains_nothing() {
        // Given
        books.rang("R-0001", "10.00").session("closed", "", "false");
        tell(offline("store-001", NOON.minusSeconds(20_000)));
        tell(offline("store-001", NOON));

        // When, Then
        assertThat(missing().evidence()).isEmpty();
    }

    @Test
    void an_order_that_no_till_rang_is_only_suggested_when_its_receipt_was_put_aside() {
        // Given
        books.rang("R-0001", "10.00").session("closed", "1,2", "[7,'E']");
        books.order(1, "R-0001", "uuid-R-0001", "10.00").order(2, "R-0002", "uuid-X", "3.00");
        books.entry(7, "posted", "13.00");

        // When
        tell(quarantined("R-0002", "/pos/store-001/till-01", 17));
        books.reconciler.judge(NOON.plusSeconds(20_000));

        // Then
        assertThat(books.reconciler.open()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(ReconciliationCase.BreakKind.ORPHAN_POSTING);
            assertThat(found.status()).isEqualTo(ReconciliationCase.Status.SUGGESTED);
            assertThat(found.evidence()).singleElement().asString().contains("put aside");
        });
    }

    @Test
    void only_the_newest_traces_are_kept_and_few_of_them_told() {
        // Given
        Traces traces = new Traces(5);
        for (int i = 0; i < 20; i++) {
            traces.add(exception("odoo-import", "s" + i, "WEB-0001", NOON.plusSeconds(i)), keeper);
        }

        // When, Then
        assertThat(kept).hasSize(5);
        books.ordered("WEB-0001", "10.00");
        Sale sale = new Sale(
                "WEB-0001",
                "web",
                null,
                null,
                null,
                null,
                "WEB-0001",
                NOON,
                io.tillwatch.contracts.value.Money.of("1.00", "GBP"),
                null,
                null,
                Map.of());
        assertThat(traces.of(sale)).hasSize(4).first().asString().startsWith("s15 threw");
    }

    @Test
    void a_file_of_evidence_holds_both_forms_and_a_line_that_is_neither_is_named(@TempDir Path directory)
            throws IOException {
        // Given
        String event = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/integration/odoo-connector\",\"type\":\""
                + EventType.EXCEPTION_RAISED.typeName()
                + "\",\"subject\":\"connector\",\"time\":\"2026-03-10T10:00:00Z\",\"flowid\":\"odoo-import\","
                + "\"data\":{\"service\":\"connector\",\"exceptionType\":\"Timeout\",\"message\":\"late\","
                + "\"reference\":\"WEB-0001\"}}";
        String record = new String(
                Json.bytes(quarantinedRecord("R-0001", "/pos/store-001/till-01", 17)), StandardCharsets.UTF_8);
        Path file =
                Files.write(directory.resolve("evidence.jsonl"), List.of(event, "", record, "{\"a\":1}", "no json"));

        // When
        EvidenceFile read = EvidenceFile.read(file);

        // Then
        assertThat(read.traces()).hasSize(2);
        assertThat(read.problems()).hasSize(2).first().asString().startsWith("evidence line 4 ");
    }

    private ReconciliationCase missing() {
        books.reconciler.judge(NOON);
        return books.reconciler.open().stream()
                .filter(found -> found.kind() == ReconciliationCase.BreakKind.MISSING_IN_ODOO)
                .findFirst()
                .orElseThrow();
    }

    private void tell(Trace trace) {
        books.reconciler.trace(trace, keeper);
    }

    private static Trace quarantined(String receipt, String source, long offset) {
        return TraceReader.of(quarantinedRecord(receipt, source, offset));
    }

    private static QuarantinedRecord quarantinedRecord(String receipt, String source, long offset) {
        return new QuarantinedRecord(
                "retail.sales-3-" + offset,
                ReasonCode.CLOCK_BEYOND_BOUND,
                "the clock is off",
                "inventory",
                "pos-sales",
                NOON,
                1,
                "integration.x",
                "retail.sales",
                3,
                offset,
                NOON.toEpochMilli(),
                null,
                base64("{\"receipt\":\"" + receipt + "\"}"),
                Map.of("ce_source", base64(source)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Trace exception(String flow, String service, String reference, Instant at) {
        return event(
                EventType.EXCEPTION_RAISED,
                flow,
                null,
                at,
                new ExceptionRaised(service, "Timeout", "took too long", null, reference));
    }

    private static Trace offline(String node, Instant at) {
        return event(EventType.HEARTBEAT, "pos-sales", null, at, new Heartbeat(node, false, 0, null));
    }

    private static Trace event(EventType type, String flow, String correlation, Instant at, Object data) {
        Envelope envelope = new Envelope(
                data.getClass().getSimpleName() + at,
                "/monitor",
                type.typeName(),
                "node",
                at.atOffset(ZoneOffset.UTC),
                null,
                null,
                null,
                flow,
                correlation,
                null,
                null,
                1,
                null,
                null);
        Trace trace = TraceReader.of(new Event<>(envelope, data));
        return trace == null ? new Trace("none " + at, List.of(), null, "", at, null) : trace;
    }
}
