package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.flow;
import static io.tillwatch.health.Samples.memory;
import static io.tillwatch.health.Samples.node;
import static io.tillwatch.health.Samples.tally;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StallRuleTest {
    private static final String FLOW = "stock-feed";

    @Test
    void a_head_that_stays_behind_a_small_and_steady_depth_is_a_stall() {
        // Given
        FlowMemory memory = memory(FLOW);
        for (int minute = 0; minute <= 4; minute++) {
            memory = sampled(memory, minute, 8, NOON.minusSeconds(10));
        }

        // When
        List<Condition> conditions = StallRule.of(memory, at(4));

        // Then
        assertThat(conditions).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(IncidentKind.FLOW_STALLED);
            assertThat(one.subject()).isEqualTo("publisher");
            assertThat(one.since()).isEqualTo(NOON.minusSeconds(10));
        });
    }

    @Test
    void a_queue_that_moves_is_none_however_old_its_head_is() {
        // Given a backlog of half an hour that drains
        FlowMemory memory = memory(FLOW);
        for (int minute = 0; minute <= 10; minute++) {
            memory = sampled(memory, minute, 500, NOON.minusSeconds(1800L - minute * 100L));
        }

        // When, then
        assertThat(StallRule.of(memory, at(10))).isEmpty();
    }

    @Test
    void an_empty_queue_is_none() {
        FlowMemory memory = memory(FLOW);
        for (int minute = 0; minute <= 10; minute++) {
            memory = sampled(memory, minute, 0, null);
        }

        assertThat(StallRule.of(memory, at(10))).isEmpty();
    }

    @Test
    void a_queue_of_which_nobody_speaks_any_more_is_none() {
        FlowMemory memory = memory(FLOW);
        for (int minute = 0; minute <= 4; minute++) {
            memory = sampled(memory, minute, 8, NOON);
        }

        assertThat(StallRule.of(memory, at(40))).isEmpty();
    }

    @Test
    void a_queue_that_waits_since_the_other_side_refuses_is_told_as_that_alone() {
        // Given
        FlowMemory memory = memory(FLOW);
        for (int minute = 0; minute <= 6; minute++) {
            memory = sampled(memory, minute, 40, NOON);
        }
        memory = memory.plus(tally(FLOW, at(6), "throttled:odoo", Samples.failures(20, 10, at(6))));

        // When
        List<Condition> conditions = FlowConditions.of(memory, flow(FLOW), Paces.NONE, at(6));

        // Then
        assertThat(conditions).extracting(Condition::kind).containsOnly(IncidentKind.API_THROTTLED);
    }

    private static FlowMemory sampled(FlowMemory memory, int minute, long depth, @Nullable Instant oldest) {
        return memory.plus(node(FLOW, at(minute), "queue:publisher", NodeReport.said(true, depth, oldest, at(minute))));
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(minute * 60L);
    }
}
