package io.tillwatch.health;

import static io.tillwatch.health.Samples.FLOWS;
import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.flow;
import static io.tillwatch.health.Samples.memory;
import static io.tillwatch.health.Samples.tally;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrangerRuleTest {
    @Test
    void a_flow_that_stands_in_no_entry_is_told_when_it_goes_on() {
        assertThat(StrangerRule.of(memory("loyalty", events("loyalty", NOON, 20)), null, NOON))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.kind()).isEqualTo(IncidentKind.CONTRACT_DRIFT);
                    assertThat(told.subject()).isEqualTo("loyalty");
                    assertThat(told.summary()).startsWith("20 events of the flow loyalty ");
                });
    }

    @Test
    void a_few_records_of_long_ago_or_without_a_readable_flow_are_not() {
        Instant before = NOON.minus(Duration.ofMinutes(20));

        assertThat(StrangerRule.of(memory("loyalty", events("loyalty", NOON, 19)), null, NOON))
                .isEmpty();
        assertThat(StrangerRule.of(memory("loyalty", events("loyalty", before, 500)), null, NOON))
                .isEmpty();
        assertThat(StrangerRule.of(memory("unknown", events("unknown", NOON, 500)), null, NOON))
                .isEmpty();
    }

    @Test
    void a_flow_of_the_catalogue_is_no_stranger() {
        assertThat(StrangerRule.of(memory("pos-sales", events("pos-sales", NOON, 500)), flow("pos-sales"), NOON))
                .isEmpty();
    }

    @Test
    void a_caller_that_the_entry_does_not_name_is_told_and_the_others_are_not() {
        // Given the entry's own connector, calls without a caller, and a script that nobody declared
        FlowMemory memory = memory(
                "odoo-import",
                tally("odoo-import", NOON, "call:odoo-connector", Tally.good(500)),
                tally("odoo-import", NOON, "call:odoo", Tally.good(500)),
                tally("odoo-import", NOON, "throttled:odoo", Tally.good(500)),
                tally("odoo-import", NOON, "call:stock-script", Tally.good(15).plus(Samples.failures(5, 0, NOON))));

        // When, then
        assertThat(StrangerRule.of(memory, flow("odoo-import"), NOON))
                .extracting(Condition::subject)
                .containsExactly("stock-script");
        assertThat(FLOWS.find("payments").orElseThrow().callers()).isEmpty();
        assertThat(StrangerRule.of(
                        memory("payments", tally("payments", NOON, "call:anybody", Tally.good(500))),
                        flow("payments"),
                        NOON))
                .as("an entry that names no callers does not judge them")
                .isEmpty();
    }

    private static FlowSample events(String flow, Instant minute, long events) {
        return new FlowSample(
                flow, minute, events, 0, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }
}
