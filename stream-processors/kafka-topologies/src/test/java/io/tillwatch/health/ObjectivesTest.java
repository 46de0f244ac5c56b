package io.tillwatch.health;

import static io.tillwatch.health.Samples.FLOWS;
import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.flow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.PeriodAttainment;
import io.tillwatch.contracts.watch.SloAttainment;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders that are to be accepted within thirty seconds, 99.9 % of them. */
class ObjectivesTest {
    private static final String FLOW = "web-orders";

    private final FlowMeter meter = new FlowMeter(FLOWS);
    private FlowMemory memory = FlowMemory.none(FLOW);

    @Test
    void orders_that_are_accepted_too_late_burn_the_budget_of_their_flow() {
        // Given one a minute for an hour
        orders(60, 20);
        assertThat(FlowConditions.of(memory, flow(FLOW), Paces.NONE, after(60))).isEmpty();

        // When each of the next ten takes a minute
        for (int minute = 60; minute < 70; minute++) {
            order(minute, 60);
        }

        // Then ten of the last sixty are 167 times what is allowed
        List<Condition> conditions = FlowConditions.of(memory, flow(FLOW), Paces.NONE, after(70));
        assertThat(conditions).singleElement().satisfies(burning -> {
            assertThat(burning.kind()).isEqualTo(IncidentKind.SLO_BURN);
            assertThat(burning.subject()).isEqualTo(FLOW);
            assertThat(burning.summary())
                    .contains("were not accepted within 30 s")
                    .contains("99.9 %");
            assertThat(burning.actual()).isBetween(130.0, 170.0);
        });
        assertThat(FlowJudge.judge(memory, flow(FLOW), after(70)).health().errorShare())
                .as("what is late is no error")
                .isZero();
    }

    @Test
    void one_late_order_burns_nothing_that_anybody_is_told_of() {
        orders(60, 20);
        order(60, 300);

        assertThat(FlowConditions.of(memory, flow(FLOW), Paces.NONE, after(61))).isEmpty();
    }

    @Test
    void each_period_has_what_was_kept_in_it() {
        // Given a day with one late order in ten, and the next day with none
        for (int minute = 0; minute < 100; minute++) {
            order(minute, minute % 10 == 0 ? 60 : 20);
        }
        for (int minute = 0; minute < 100; minute++) {
            order(24 * 60 + minute, 20);
        }

        // When
        List<SloAttainment> all = SloBook.of(memory, flow(FLOW), after(24 * 60 + 100));

        // Then
        assertThat(all).singleElement().satisfies(accepted -> {
            assertThat(accepted.slo()).isEqualTo("accepted");
            assertThat(accepted.periods()).extracting(PeriodAttainment::total).containsExactly(100L, 200L, 200L);
            assertThat(accepted.periods()).extracting(PeriodAttainment::good).containsExactly(100L, 190L, 190L);
            assertThat(accepted.periods().get(2).budgetLeft()).isCloseTo(1 - 0.05 / 0.001, within(1e-6));
        });
    }

    private void orders(int minutes, int seconds) {
        for (int minute = 0; minute < minutes; minute++) {
            order(minute, seconds);
        }
    }

    private void order(int minute, int seconds) {
        String id = "W-" + minute;
        see(id, EventType.ORDER_PLACED, after(minute));
        see(id, EventType.ORDER_ACCEPTED, after(minute).plusSeconds(seconds));
        for (FlowSample sample : meter.take(after(minute))) {
            memory = memory.plus(sample).attaining(sample, flow(FLOW));
        }
    }

    private void see(String order, EventType type, Instant at) {
        Envelope envelope = Envelope.of("/ecommerce/web", order + type, type, order, at.atOffset(ZoneOffset.UTC));
        meter.followed().see(envelope, null, FLOW, Duration.ZERO);
    }

    private static Instant after(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
