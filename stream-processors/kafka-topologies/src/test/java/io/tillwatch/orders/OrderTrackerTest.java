package io.tillwatch.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTrackerTest implements OrderTracker.Keeper {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final String COLLECT = "click-and-collect";
    private static final String SHIP = "ship-from-warehouse";

    private final Map<String, OpenOrder> kept = new HashMap<>();
    private final List<StuckChange> told = new ArrayList<>();
    private OrderTracker tracker = new OrderTracker(Deadlines.of(FlowCatalogue.demo()));

    @Test
    void an_order_to_collect_that_is_not_ready_after_two_hours_is_stuck_before_its_promise_passes() {
        // Given
        place("W-1", COLLECT, 0);
        step("W-1", EventType.ORDER_ACCEPTED, 1);
        step("W-1", EventType.ORDER_ALLOCATED, 3);
        due(119);
        assertThat(told).isEmpty();

        // When
        due(120);

        // Then
        assertThat(told).singleElement().satisfies(change -> {
            assertThat(change.stuck()).isTrue();
            assertThat(change.place()).isEqualTo("click-and-collect/ready");
            assertThat(change.flow()).isEqualTo("click-and-collect");
            assertThat(change.total()).isEqualTo(new Money(4_200, "GBP"));
            assertThat(change.promisedBy()).isEqualTo(at(240));
        });
    }

    @Test
    void it_is_free_again_once_the_step_is_taken() {
        // Given
        place("W-1", COLLECT, 0);
        step("W-1", EventType.ORDER_ACCEPTED, 1);
        due(121);

        // When
        step("W-1", EventType.ORDER_READY, 130);

        // Then
        assertThat(told).extracting(StuckChange::stuck).containsExactly(true, false);
    }

    @Test
    void a_cancelled_order_waits_for_nothing() {
        place("W-1", COLLECT, 0);
        step("W-1", EventType.ORDER_CANCELLED, 31);

        due(60 * 30);

        assertThat(told).isEmpty();
        assertThat(kept).isEmpty();
    }

    @Test
    void an_order_that_nobody_accepts_is_stuck_at_that_step_of_its_channel() {
        place("W-1", SHIP, 0);

        due(46);

        assertThat(told).singleElement().satisfies(change -> {
            assertThat(change.place()).isEqualTo("web/accepted");
            assertThat(change.flow()).isEqualTo("web-orders");
        });
    }

    @Test
    void a_parcel_is_overdue_when_its_promise_is_broken() {
        place("W-1", SHIP, 0);
        step("W-1", EventType.ORDER_ACCEPTED, 1);
        step("W-1", EventType.ORDER_SHIPPED, 30);

        due(241);

        assertThat(told)
                .singleElement()
                .satisfies(change -> assertThat(change.place()).isEqualTo("ship-from-warehouse/delivered"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void copies_and_disorder_change_nothing(long seed) {
        // Given
        List<Runnable> events = new ArrayList<>(List.of(
                () -> place("W-1", COLLECT, 0),
                () -> step("W-1", EventType.ORDER_ACCEPTED, 1),
                () -> step("W-1", EventType.ORDER_ALLOCATED, 3),
                () -> step("W-1", EventType.ORDER_READY, 20),
                () -> place("W-2", COLLECT, 0),
                () -> step("W-2", EventType.ORDER_ACCEPTED, 1),
                () -> step("W-2", EventType.ORDER_ALLOCATED, 3)));
        events.addAll(List.copyOf(events));
        Collections.shuffle(events, new Random(seed));

        // When
        events.forEach(Runnable::run);
        due(125);

        // Then
        assertThat(told).extracting(StuckChange::order).containsExactly("W-2");
    }

    @Test
    void a_restart_forgets_no_deadline_and_tells_nothing_twice() {
        // Given
        place("W-1", COLLECT, 0);
        step("W-1", EventType.ORDER_ACCEPTED, 1);
        place("W-2", COLLECT, 30);
        step("W-2", EventType.ORDER_ACCEPTED, 31);
        due(125);

        // When
        tracker = new OrderTracker(Deadlines.of(FlowCatalogue.demo()));
        List.copyOf(kept.values()).forEach(tracker::restore);
        due(155);

        // Then
        assertThat(told).extracting(StuckChange::order).containsExactly("W-1", "W-2");
    }

    @Test
    void an_order_that_its_channel_kept_back_by_design_is_not_stuck_before_we_could_accept_it() {
        // Given one that was placed at noon and that we hear of an hour and a half later
        OrderPlaced placed = new OrderPlaced(
                "M-1", "marketplace-a", SHIP, List.of(), new Money(4_200, "GBP"), new Money(700, "GBP"), null, at(240));
        Envelope late = Envelope.of(
                        "/marketplace/a", "m1", EventType.ORDER_PLACED, "M-1", at(0).atOffset(ZoneOffset.UTC))
                .inFlow("marketplace-orders-a")
                .recordedAt(at(90));
        tracker.take(late, EventType.ORDER_PLACED, placed, this, told::add);

        // When, then
        due(134);
        assertThat(told).isEmpty();
        due(136);
        assertThat(told)
                .singleElement()
                .satisfies(change -> assertThat(change.flow()).isEqualTo("marketplace-orders-a"));
    }

    private void place(String order, String fulfilment, int minute) {
        OrderPlaced placed = new OrderPlaced(
                order,
                "web",
                fulfilment,
                List.of(),
                new Money(4_200, "GBP"),
                new Money(700, "GBP"),
                null,
                at(minute + 240));
        take(EventType.ORDER_PLACED, order, minute, placed);
    }

    private void step(String order, EventType type, int minute) {
        take(type, order, minute, new OrderProgressed(order, "web", "store-001", List.of(), null));
    }

    private void take(EventType type, String order, int minute, Object data) {
        Envelope envelope = Envelope.of(
                        "/oms", order + type, type, order, at(minute).atOffset(ZoneOffset.UTC))
                .inFlow("web-orders");
        tracker.take(envelope, type, data, this, told::add);
    }

    private void due(int minute) {
        tracker.due(at(minute), this, told::add);
    }

    private static Instant at(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    @Override
    public void keep(String order, @Nullable OpenOrder open) {
        if (open == null) {
            kept.remove(order);
        } else {
            kept.put(order, open);
        }
    }
}
