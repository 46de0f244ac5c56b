package io.tillwatch.orders;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long each step may take, from the moment at which the order was placed.
 *
 * @param accepted until Odoo has it; longer than an order may wait for its payment
 * @param ready until an order to collect lies on its shelf
 * @param shipped until a parcel leaves
 * @param delivered until a parcel arrives, when the customer was promised nothing
 */
record Deadlines(Duration accepted, Duration ready, Duration shipped, Duration delivered) {
    /** The flow whose first objective says by when an order to collect is ready. */
    static final String COLLECT = "click-and-collect";

    private static final Duration ACCEPTED = Duration.ofMinutes(45);
    private static final Duration READY = Duration.ofHours(2);
    private static final Duration SHIPPED = Duration.ofDays(1);
    private static final Duration DELIVERED = Duration.ofDays(3);

    static Deadlines of(FlowCatalogue flows) {
        Duration ready = flows.find(COLLECT)
                .map(Flow::slos)
                .filter(slos -> !slos.isEmpty())
                .map(slos -> slos.get(0).within())
                .orElse(READY);
        return new Deadlines(ACCEPTED, ready, SHIPPED, DELIVERED);
    }

    Instant due(Step step, Instant placedAt, @Nullable Instant promisedBy) {
        return switch (step) {
            case ACCEPTED -> placedAt.plus(accepted);
            case READY -> placedAt.plus(ready);
            case SHIPPED -> placedAt.plus(shipped);
            case DELIVERED -> promisedBy == null ? placedAt.plus(delivered) : promisedBy;
            case DONE -> Instant.MAX;
        };
    }
}
