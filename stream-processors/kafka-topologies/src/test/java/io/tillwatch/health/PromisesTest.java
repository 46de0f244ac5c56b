package io.tillwatch.health;

import static io.tillwatch.health.Samples.FLOWS;
import static io.tillwatch.health.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.PaymentProgressed;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.state.Stored;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order is to be accepted within 30 s, made ready within 2 h, a payment captured within 10 s, a refund settled in a day. */
class PromisesTest {
    private final Stored<Promises.Open> stored = new Stored<>(Promises.Open.class);
    private Promises promises = new Promises(FLOWS, stored.found());
    private final List<String> told = new ArrayList<>();

    @Test
    void what_is_done_in_time_keeps_the_promise_of_its_flow() {
        // Given
        place("W-1", "ship-from-warehouse", 0);
        step("W-1", EventType.PAYMENT_AUTHORIZED, "payments", 3);
        step("R-1", EventType.REFUND_REQUESTED, "refunds", 5);

        // When
        step("W-1", EventType.PAYMENT_CAPTURED, "payments", 13);
        step("W-1", EventType.ORDER_ACCEPTED, "web-orders", 30);
        step("R-1", EventType.REFUND_SUCCEEDED, "refunds", 80_000);

        // Then
        assertThat(told).containsExactly("payments captured kept", "web-orders accepted kept", "refunds settled kept");
    }

    @Test
    void what_is_done_too_late_breaks_it() {
        place("W-1", "ship-from-warehouse", 0);

        step("W-1", EventType.ORDER_ACCEPTED, "web-orders", 31);

        assertThat(told).containsExactly("web-orders accepted broken");
    }

    @Test
    void what_is_never_done_breaks_it_by_the_clock() {
        // Given
        place("C-1", "click-and-collect", 0);
        step("C-1", EventType.ORDER_ACCEPTED, "web-orders", 10);
        told.clear();
        expire(Duration.ofMinutes(134));
        assertThat(told).isEmpty();

        // When
        expire(Duration.ofMinutes(137));
        expire(Duration.ofHours(5));

        // Then once
        assertThat(told).containsExactly("click-and-collect ready broken");
        assertThat(promises.size()).as("nothing is followed any more").isZero();
    }

    @Test
    void what_is_cancelled_promises_nothing() {
        place("C-1", "click-and-collect", 0);
        step("C-1", EventType.ORDER_CANCELLED, "web-orders", 5);

        expire(Duration.ofHours(9));

        assertThat(told).isEmpty();
    }

    @ParameterizedTest(name = "the failure is heard of first: {0}")
    @ValueSource(booleans = {false, true})
    void what_is_not_paid_need_not_be_accepted_nor_made_ready(boolean failureFirst) {
        // Given
        Envelope envelope = envelope("P-1", EventType.PAYMENT_FAILED, 7);
        PaymentProgressed unpaid = new PaymentProgressed("P-1", "C-1", "psp", new Money(4_200, "GBP"), "51", List.of());
        Runnable fails = () ->
                promises.see(envelope, new Event<>(envelope, unpaid), "payments", EventType.PAYMENT_FAILED, this::tell);

        // When
        if (failureFirst) {
            fails.run();
        }
        place("C-1", "click-and-collect", 0);
        if (!failureFirst) {
            fails.run();
        }
        expire(Duration.ofHours(9));

        // Then
        assertThat(told).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void copies_are_told_once_and_an_end_before_its_beginning_breaks_nothing(long seed) {
        // Given each event three times, in any order
        List<Runnable> events = new ArrayList<>();
        for (int copy = 0; copy < 3; copy++) {
            events.add(() -> place("W-1", "ship-from-warehouse", 0));
            events.add(() -> step("W-1", EventType.ORDER_ACCEPTED, "web-orders", 20));
        }
        Collections.shuffle(events, new Random(seed));

        // When
        events.forEach(Runnable::run);
        expire(Duration.ofHours(9));

        // Then
        assertThat(told).hasSizeLessThanOrEqualTo(1).doesNotContain("web-orders accepted broken");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void restarts_change_nothing(long seed) {
        // Given orders of which every third is accepted in time, every third too late, the others never
        List<Runnable> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String order = "W-" + i;
            events.add(() -> place(order, "ship-from-warehouse", 0));
            if (i % 3 < 2) {
                int second = i % 3 == 0 ? 20 : 40;
                events.add(() -> step(order, EventType.ORDER_ACCEPTED, "web-orders", second));
            }
        }
        Random chance = new Random(seed);
        for (int i = 0; i < 20; i++) {
            events.add(chance.nextInt(events.size()), this::restart);
        }

        // When
        events.forEach(Runnable::run);
        assertThat(told).hasSize(40);
        restart();
        expire(Duration.ofHours(9));
        restart();
        expire(Duration.ofHours(19));

        // Then
        assertThat(told.stream().filter("web-orders accepted kept"::equals)).hasSize(20);
        assertThat(told.stream().filter("web-orders accepted broken"::equals)).hasSize(40);
    }

    @Test
    void an_order_that_its_channel_kept_back_counts_from_when_it_was_sent() {
        // Given one that was placed at noon and sent an hour later
        Envelope kept = Envelope.of("/marketplace/a", "m", EventType.ORDER_PLACED, "M-1", NOON.atOffset(ZoneOffset.UTC))
                .recordedAt(NOON.plusSeconds(3600));
        promises.see(kept, null, "marketplace-orders-a", EventType.ORDER_PLACED, this::tell);

        // When
        step("M-1", EventType.ORDER_ACCEPTED, "marketplace-orders-a", 3600 + 299);

        // Then
        assertThat(told).containsExactly("marketplace-orders-a accepted kept");
    }

    private void restart() {
        promises = new Promises(FLOWS, stored.found());
    }

    private void place(String order, String fulfilment, int second) {
        OrderPlaced placed = new OrderPlaced(
                order, "web", fulfilment, List.of(), new Money(4_200, "GBP"), new Money(700, "GBP"), null, null);
        Envelope envelope = envelope(order, EventType.ORDER_PLACED, second);
        promises.see(envelope, new Event<>(envelope, placed), "web-orders", EventType.ORDER_PLACED, this::tell);
    }

    private void step(String subject, EventType type, String flow, int second) {
        promises.see(envelope(subject, type, second), null, flow, type, this::tell);
    }

    private static Envelope envelope(String subject, EventType type, int second) {
        return Envelope.of(
                "/oms", subject + type, type, subject, NOON.plusSeconds(second).atOffset(ZoneOffset.UTC));
    }

    private void expire(Duration after) {
        promises.expire(NOON.plus(after), this::tell);
    }

    private void tell(String flow, String slo, boolean kept, Instant at) {
        told.add(flow + " " + slo + (kept ? " kept" : " broken"));
    }
}
