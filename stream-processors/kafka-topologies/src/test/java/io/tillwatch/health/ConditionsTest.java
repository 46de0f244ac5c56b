package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.account;
import static io.tillwatch.health.Samples.failures;
import static io.tillwatch.health.Samples.flow;
import static io.tillwatch.health.Samples.memory;
import static io.tillwatch.health.Samples.node;
import static io.tillwatch.health.Samples.tally;
import static org.assertj.core.api.Assertions.assertThat;

import com.datadoghq.sketch.ddsketch.DDSketch;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.streams.Sketches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    @ParameterizedTest(name = "{0}: {1} bad and {2} good: {3}")
    @CsvSource({
        "refund:psp, 5, 45, true",
        "refund:psp, 4, 0, false",
        "refund:psp, 5, 46, false",
        "payment:psp, 8, 32, true",
        "payment:psp, 7, 0, false",
        "payment:psp, 8, 33, false",
        "throttled:odoo, 5, 45, true",
        "throttled:odoo, 4, 0, false",
        "webhook:shop, 8, 24, true",
        "webhook:shop, 8, 25, false"
    })
    void share_and_count_must_both_be_reached(String name, int bad, int good, boolean holds) {
        // Given
        FlowMemory memory = memory("refunds", tally("refunds", NOON, name, failures(bad, good, NOON)));

        // When
        List<Condition> conditions = FlowConditions.of(memory, flow("refunds"), Paces.NONE, NOON);

        // Then
        assertThat(conditions).hasSize(holds ? 1 : 0);
        assertThat(conditions)
                .allSatisfy(one -> assertThat(one.subject()).isEqualTo(name.substring(name.indexOf(':') + 1)));
    }

    @Test
    void a_failing_provider_is_told_with_figures_money_and_customers() {
        // Given 6 of 10 refunds failed since noon
        Tally tally = Tally.good(4);
        for (int i = 0; i < 6; i++) {
            tally = tally.plus(
                    Tally.bad("05", NOON.plusSeconds(i)).staking("R" + i, Money.of("20.00", "GBP"), "C" + i % 3));
        }

        // When
        Condition condition = one(memory("refunds", tally("refunds", NOON, "refund:psp", tally)), NOON.plusSeconds(90));

        // Then
        assertThat(condition.kind()).isEqualTo(IncidentKind.REFUND_FAILING);
        assertThat(condition.since()).isEqualTo(NOON);
        assertThat(condition.money()).isEqualTo(Money.of("120.00", "GBP"));
        assertThat(condition.customers()).isEqualTo(3);
        assertThat(condition.summary())
                .isEqualTo("6 of 10 refunds failed at psp in the last 60 min (60 %), most with code 05.");
    }

    @Test
    void throttling_says_how_much_waits() {
        // Given
        FlowMemory memory = memory(
                "odoo-import",
                tally("odoo-import", NOON, "throttled:odoo", failures(6, 1, NOON)),
                node("odoo-import", NOON, "queue:odoo-import", NodeReport.said(true, 440, NOON, NOON)));

        // When, then
        assertThat(one(memory, NOON).evidence()).containsEntry("waiting", "440");
    }

    @ParameterizedTest(name = "{1} of {0}: {2}")
    @CsvSource({"200, 20, 1", "201, 20, 0", "19, 19, 0"})
    void a_storm_of_duplicates_has_share_and_count(long input, long duplicates, int conditions) {
        // Given
        FlowMemory memory =
                memory("web-orders", account("web-orders", NOON, "inventory|t-0|web-orders", input, duplicates));

        // When, then
        assertThat(FlowConditions.of(memory, flow("web-orders"), Paces.NONE, NOON))
                .hasSize(conditions);
    }

    @ParameterizedTest(name = "{0} quarantined: {1}")
    @CsvSource({"10, 1", "9, 0"})
    void a_spike_of_quarantined_records_has_a_count(int refused, int conditions) {
        // Given
        FlowMemory memory = memory("stock-feed", tally("stock-feed", NOON, "quarantine", failures(refused, 0, NOON)));

        // When, then
        assertThat(FlowConditions.of(memory, flow("stock-feed"), Paces.NONE, NOON))
                .hasSize(conditions);
    }

    @Test
    void a_spike_names_those_who_sent_it() {
        // Given twelve records of a bridge and one of a till
        Tally refused = Tally.bad("INVALID_BODY", NOON).from("/pos/store-01/till-1");
        for (int i = 0; i < 12; i++) {
            refused = refused.plus(Tally.bad("NULL_BODY", NOON).from("/integration/bridge"));
        }

        // When
        Condition condition =
                one(memory("stock-feed", tally("stock-feed", NOON, FlowSample.QUARANTINE, refused)), NOON);

        // Then
        assertThat(condition.entities()).containsExactly("stock-feed", "/integration/bridge", "/pos/store-01/till-1");
        assertThat(condition.summary())
                .isEqualTo("13 records of stock-feed were quarantined in the last 15 min, most for NULL_BODY, most from"
                        + " /integration/bridge.");
    }

    @Test
    void a_storm_of_duplicates_names_what_came_again_with_other_content() {
        // Given
        Tally conflict = Tally.bad("CONTENT_CONFLICT", NOON).from("WEB-7");

        // When
        Condition condition = one(
                memory(
                        "web-orders",
                        account("web-orders", NOON, "inventory|t-0|web-orders", 100, 40),
                        tally("web-orders", NOON, FlowSample.CONFLICT, conflict)),
                NOON);

        // Then
        assertThat(condition.entities()).containsExactly("web-orders", "WEB-7");
        assertThat(condition.summary())
                .endsWith("none had an effect. 1 came again with other content and were quarantined: WEB-7.");
    }

    @Test
    void an_offline_store_is_told_with_the_length_of_its_absence() {
        // Given
        FlowMemory memory = memory(
                "pos-sales",
                node("pos-sales", NOON, "node:store-07", NodeReport.said(false, 0, null, NOON)),
                node("pos-sales", NOON, "node:store-08", NodeReport.said(true, 0, null, NOON)));

        // When
        Condition condition = one(memory, NOON.plus(Duration.ofMinutes(95)));

        // Then
        assertThat(condition.kind()).isEqualTo(IncidentKind.SOURCE_OFFLINE);
        assertThat(condition.subject()).isEqualTo("store-07");
        assertThat(condition.since()).isEqualTo(NOON);
        assertThat(condition.actual()).isEqualTo(95.0);
    }

    @ParameterizedTest(name = "{0} events, {1} min on their way: {2}")
    @CsvSource({"60, 21, 1", "60, 19, 0", "40, 60, 0"})
    void a_flow_is_late_when_half_of_enough_events_is_far_beyond_its_objective(
            int events, int minutes, int conditions) {
        // Given
        FlowMemory memory = memory("pos-sales", transported(NOON, events, Duration.ofMinutes(minutes)));

        // When, then
        assertThat(FlowConditions.of(memory, flow("pos-sales"), Paces.NONE, NOON))
                .hasSize(conditions);
    }

    @ParameterizedTest(name = "store {0}, {1} waiting: {2}")
    @CsvSource({"offline, 0, SOURCE_OFFLINE", "back, 100, ''", "back, 0, FLOW_LATE"})
    void an_upload_after_an_outage_is_late_by_design(String link, long backlog, String told) {
        // Given 60 events that took an hour, and a store that is away or just back
        FlowMemory memory = memory(
                "pos-sales",
                transported(NOON, 60, Duration.ofHours(1)),
                node(
                        "pos-sales",
                        NOON,
                        "node:store-07",
                        NodeReport.said(link.equals("back"), backlog, null, NOON.minusSeconds(60))));

        // When
        List<Condition> conditions = FlowConditions.of(memory, flow("pos-sales"), Paces.NONE, NOON);

        // Then
        assertThat(conditions)
                .extracting(one -> one.kind().name())
                .isEqualTo(told.isEmpty() ? List.of() : List.of(told));
    }

    private static FlowSample transported(Instant minute, int events, Duration span) {
        DDSketch sketch = Sketches.create();
        for (int i = 0; i < events; i++) {
            sketch.accept((double) span.toMillis());
        }
        return new FlowSample(
                "pos-sales",
                minute,
                events,
                0,
                Map.of(FlowSample.TRANSPORT, LagSketch.encode(sketch)),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    private static Condition one(FlowMemory memory, Instant now) {
        List<Condition> conditions = FlowConditions.of(memory, flow(memory.flow()), Paces.NONE, now);
        assertThat(conditions).hasSize(1);
        return conditions.get(0);
    }
}
