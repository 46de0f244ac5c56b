package io.tillwatch.health;

import static io.tillwatch.health.Samples.FLOWS;
import static io.tillwatch.health.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** An order is to be accepted within 30 s, and a quarter of an hour is given for its acceptance to be heard of. */
class LaggingMeterTest {
    private static final String FLOW = "web-orders";

    private FlowMeter meter = new FlowMeter(FLOWS);

    @Test
    void an_acceptance_that_lies_unread_is_not_held_against_the_order() {
        // Given a meter that reads what the log had twenty minutes ago
        Duration behind = Duration.ofMinutes(20);
        read("W-1", EventType.ORDER_PLACED, NOON, NOON.plus(behind));

        // When it looks before it has read on
        assertThat(broken(NOON.plus(behind))).isZero();

        // Then
        Instant accepted = NOON.plusSeconds(20);
        read("W-1", EventType.ORDER_ACCEPTED, accepted, accepted.plus(behind));
        assertThat(broken(NOON.plus(Duration.ofHours(2)))).isZero();
    }

    @Test
    void an_acceptance_that_came_while_nobody_looked_is_not_held_against_the_order() {
        // Given a meter that stood still for an hour
        read("W-1", EventType.ORDER_PLACED, NOON, NOON);
        meter.take(NOON.plusSeconds(1));
        Instant again = NOON.plus(Duration.ofHours(1));

        // When it looks before it has read on
        assertThat(told(again)).isZero();

        // Then
        Instant accepted = NOON.plusSeconds(20);
        read("W-1", EventType.ORDER_ACCEPTED, accepted, again);
        assertThat(told(again.plusSeconds(1))).isZero();
        assertThat(broken(again.plus(Duration.ofHours(2)))).isZero();
    }

    @Test
    void an_order_that_nobody_accepts_is_told_when_the_meter_keeps_up() {
        // Given
        read("W-1", EventType.ORDER_PLACED, NOON, NOON);
        assertThat(broken(NOON.plusSeconds(1))).isZero();
        assertThat(broken(NOON.plusSeconds(2))).isZero();

        // When, then
        assertThat(broken(NOON.plus(Duration.ofMinutes(20)))).isOne();
    }

    @Test
    void a_sender_that_may_hang_for_an_hour_is_given_that_hour_as_well() {
        // Given
        meter = new FlowMeter(FLOWS, Duration.ofHours(1));
        read("W-1", EventType.ORDER_PLACED, NOON, NOON);

        // When, then
        assertThat(broken(NOON.plus(Duration.ofMinutes(20)))).isZero();
        assertThat(broken(NOON.plus(Duration.ofMinutes(80)))).isOne();
    }

    private void read(String order, EventType type, Instant appended, Instant now) {
        Envelope envelope = Envelope.of("/oms", order + type, type, order, appended.atOffset(ZoneOffset.UTC));
        EventMeter events = new EventMeter(FLOWS, meter, new SimpleMeterRegistry());
        events.meter(envelope, null, new EventMeter.Seen(TopicNames.ORDERS, 0, FLOW, appended, 5, now));
    }

    /** At the second of two looks at least. */
    private long broken(Instant now) {
        return told(now.minusMillis(300)) + told(now);
    }

    private long told(Instant now) {
        return meter.take(now).stream()
                .map(sample -> sample.tallies().get(BurnRule.OBJECTIVE + Promises.ACCEPTED))
                .filter(Objects::nonNull)
                .mapToLong(Tally::bad)
                .sum();
    }
}
