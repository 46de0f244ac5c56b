package io.tillwatch.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A million open orders. */
@Tag("long")
class ManyOrdersTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final int ORDERS = 1_000_000;
    private static final int MOST_BYTES_AN_ORDER = 420;
    private static final int LOOKS = 1_000_000;

    private final List<StuckChange> told = new ArrayList<>();

    @Test
    @Timeout(120)
    void fit_into_memory_and_are_not_looked_through_at_each_tick() {
        // Given a tracker that holds them, each a second of three hours
        long before = used();
        OrderTracker tracker = new OrderTracker(Deadlines.of(FlowCatalogue.demo()));
        for (int number = 0; number < ORDERS; number++) {
            place(tracker, number);
        }
        long bytes = (used() - before) / ORDERS;
        System.out.println(ORDERS + " open orders: " + bytes + " bytes each");

        // When it is looked at a million times before any is due: through all of them each time it would take days
        for (int look = 0; look < LOOKS; look++) {
            tracker.due(NOON.plusMillis(look), (order, open) -> {}, told::add);
        }

        // Then
        assertThat(told).isEmpty();
        assertThat(tracker.size()).isEqualTo(ORDERS);
        assertThat(bytes).isLessThan(MOST_BYTES_AN_ORDER);

        // When those of the first minute become due
        tracker.due(NOON.plus(Duration.ofHours(2)).plusSeconds(59), (order, open) -> {}, told::add);

        // Then they are told: a step of an order to collect, of those that were accepted
        assertThat(told).hasSize(60 * (ORDERS / 10_800) + 60);
    }

    /** Strings are made anew for each, as they are read from events. */
    private void place(OrderTracker tracker, int number) {
        String id = "WEB-" + (10_000_000 + number);
        Instant at = NOON.plusSeconds(number % 10_800);
        OrderPlaced placed = new OrderPlaced(
                id,
                copy("web"),
                copy("click-and-collect"),
                List.of(),
                new Money(4_200, copy("GBP")),
                new Money(700, copy("GBP")),
                null,
                at.plus(Duration.ofHours(4)));
        Envelope envelope = Envelope.of(
                        copy("/ecommerce/web"), "e" + number, EventType.ORDER_PLACED, id, at.atOffset(ZoneOffset.UTC))
                .inFlow(copy("web-orders"))
                .recordedAt(at.plus(Duration.ofHours(2)));
        tracker.take(envelope, EventType.ORDER_PLACED, placed, (order, open) -> {}, told::add);
        Envelope accepted = Envelope.of(
                copy("/integration/odoo-connector"),
                "a" + number,
                EventType.ORDER_ACCEPTED,
                id,
                at.plusSeconds(9).atOffset(ZoneOffset.UTC));
        tracker.take(
                accepted,
                EventType.ORDER_ACCEPTED,
                new io.tillwatch.contracts.retail.OrderProgressed(id, copy("web"), copy("store-001"), List.of(), null),
                (order, open) -> {},
                told::add);
    }

    private static String copy(String text) {
        return new String(text.toCharArray());
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
