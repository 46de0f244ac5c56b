package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.failures;
import static io.tillwatch.health.Samples.flow;
import static io.tillwatch.health.Samples.memory;
import static io.tillwatch.health.Samples.tally;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connector of the web orders: four calls a minute, of which one in a thousand may fail. */
class BurnRuleTest {
    private static final String FLOW = "web-orders";
    private static final String CALLS = "call:connector";

    @Test
    void two_fifths_of_the_calls_failing_are_told_within_ten_minutes() {
        // Given an hour in which all is well, then ten minutes in which it is not
        FlowMemory memory = healthy(memory(FLOW), 0, 60);
        for (int minute = 60; minute < 70; minute++) {
            memory = memory.plus(tally(FLOW, at(minute), CALLS, failures(minute % 2 + 1, 2, at(minute))));
        }

        // When
        List<Condition> conditions = BurnRule.of(memory, flow(FLOW), at(70));

        // Then
        assertThat(conditions).singleElement().satisfies(one -> {
            assertThat(one.subject()).isEqualTo("connector");
            assertThat(one.since()).isEqualTo(at(60));
            assertThat(one.evidence()).containsEntry("bad", "15");
        });
    }

    @Test
    void a_failure_by_chance_half_an_hour_before_does_not_begin_the_trouble() {
        // Given one failure in an hour in which all is well else, then ten minutes in which it is not
        FlowMemory memory = healthy(memory(FLOW), 0, 30).plus(tally(FLOW, at(30), CALLS, failures(1, 3, at(30))));
        memory = healthy(memory, 31, 60);
        for (int minute = 60; minute < 70; minute++) {
            memory = memory.plus(tally(FLOW, at(minute), CALLS, failures(minute % 2 + 1, 2, at(minute))));
        }

        // When, then
        assertThat(BurnRule.of(memory, flow(FLOW), at(70)))
                .singleElement()
                .satisfies(one -> assertThat(one.since()).isEqualTo(at(60)));
    }

    @Test
    void one_failure_on_a_quiet_flow_burns_fast_and_does_not_page() {
        // Given twenty calls in an hour, one of which failed: fifty times the pace
        FlowMemory memory = memory(FLOW, tally(FLOW, at(0), CALLS, failures(1, 19, at(0))));

        // When, then
        assertThat(BurnRule.of(memory, flow(FLOW), at(2))).isEmpty();
    }

    @Test
    void what_is_over_does_not_page_though_the_hour_still_looks_bad() {
        // Given
        FlowMemory memory = memory(FLOW, tally(FLOW, at(0), CALLS, failures(40, 60, at(0))));
        memory = healthy(memory, 1, 45);

        // When, then
        assertThat(BurnRule.of(memory, flow(FLOW), at(45))).isEmpty();
    }

    @Test
    void a_slow_burn_over_hours_is_told_when_no_hour_is_bad_enough() {
        // Given one failure in a hundred for six hours
        FlowMemory memory = memory(FLOW);
        for (int minute = 0; minute < 360; minute++) {
            memory = memory.plus(tally(FLOW, at(minute), CALLS, failures(minute % 5 == 0 ? 1 : 0, 20, at(minute))));
        }

        // When, then
        assertThat(BurnRule.of(memory, flow(FLOW), at(360)))
                .singleElement()
                .satisfies(one -> assertThat(one.score()).isEqualTo(0.6));
    }

    private static FlowMemory healthy(FlowMemory start, int from, int to) {
        FlowMemory memory = start;
        for (int minute = from; minute < to; minute++) {
            memory = memory.plus(tally(FLOW, at(minute), CALLS, Tally.good(4)));
        }
        return memory;
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(minute * 60L);
    }
}
