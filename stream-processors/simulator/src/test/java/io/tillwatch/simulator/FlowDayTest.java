package io.tillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a day that is hard on flows puts on the wire. */
class FlowDayTest {
    private static final Instant KEPT_FROM = Instant.parse("2026-03-29T10:00:00Z");
    private static final Instant KEPT_TO = Instant.parse("2026-03-29T11:30:00Z");
    private static final World WORLD = World.plan(new SimulatorConfig(
            5,
            Instant.parse("2026-03-28T00:00:00Z"),
            Duration.ofHours(50),
            false,
            false,
            true,
            0.2,
            Scenario.FLOW_DAY));

    @Test
    void a_marketplace_that_keeps_its_orders_sends_none_says_how_many_wait_and_then_sends_the_oldest_first() {
        // Given
        List<Emission> placed = WORLD.emissions().stream()
                .filter(emission -> is(emission, EventType.ORDER_PLACED, "/marketplace/a"))
                .toList();
        List<Emission> kept = placed.stream()
                .filter(emission -> within(event(emission).envelope().occurredAt()))
                .toList();

        // Then
        assertThat(placed).noneMatch(emission -> within(emission.at()));
        assertThat(kept)
                .hasSizeGreaterThan(3)
                .isSortedAccordingTo(Comparator.comparing(
                        emission -> event(emission).envelope().occurredAt()));
        long most = WORLD.emissions().stream()
                .filter(emission -> is(emission, EventType.HEARTBEAT, "/network/monitor"))
                .map(emission -> (Heartbeat) event(emission).data())
                .filter(beat -> beat.node().equals("marketplace-a") && beat.online())
                .mapToLong(Heartbeat::backlog)
                .max()
                .orElseThrow();
        assertThat(most).isBetween(kept.size() - 3L, (long) kept.size());
    }

    @Test
    void what_was_kept_is_accepted_once_it_came() {
        // Given
        List<String> kept = WORLD.emissions().stream()
                .filter(emission -> is(emission, EventType.ORDER_PLACED, "/marketplace/a"))
                .filter(emission -> within(event(emission).envelope().occurredAt()))
                .map(emission -> event(emission).envelope().subject())
                .toList();

        // Then
        assertThat(WORLD.emissions().stream()
                        .filter(emission -> is(emission, EventType.ORDER_ACCEPTED, "/integration/odoo-connector"))
                        .filter(emission ->
                                kept.contains(event(emission).envelope().subject())))
                .isNotEmpty()
                .allMatch(emission -> event(emission).envelope().occurredAt().isAfter(KEPT_TO));
    }

    @Test
    void a_dead_provider_sends_nothing_for_an_hour_and_a_half_while_its_link_is_up() {
        Instant from = Instant.parse("2026-03-29T17:00:05Z");
        Instant to = Instant.parse("2026-03-29T18:30:00Z");

        assertThat(WORLD.emissions())
                .noneMatch(emission -> emission.event() != null
                        && event(emission).envelope().source().equals("/psp")
                        && emission.at().isAfter(from)
                        && emission.at().isBefore(to));
        assertThat(WORLD.emissions())
                .anyMatch(emission -> is(emission, EventType.HEARTBEAT, "/network/monitor")
                        && emission.at().isAfter(from)
                        && emission.at().isBefore(to)
                        && ((Heartbeat) event(emission).data()).node().equals("psp")
                        && ((Heartbeat) event(emission).data()).online());
    }

    private static boolean within(Instant at) {
        return at.isAfter(KEPT_FROM) && at.isBefore(KEPT_TO);
    }

    private static boolean is(Emission emission, EventType type, String source) {
        Event<?> event = emission.event();
        return event != null
                && event.envelope().type().equals(type.typeName())
                && event.envelope().source().equals(source);
    }

    private static Event<?> event(Emission emission) {
        return Objects.requireNonNull(emission.event());
    }
}
