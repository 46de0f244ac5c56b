package io.tillwatch.orders;

import io.tillwatch.contracts.value.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order got stuck, or is free again.
 *
 * @param place step and kind of fulfilment, such as {@code click-and-collect/ready}
 * @param flow the flow that the step belongs to
 * @param stuck false once the step was taken
 * @param due by when it should have been taken
 */
record StuckChange(
        String place,
        String flow,
        String order,
        boolean stuck,
        String handler,
        Money total,
        Instant due,
        @Nullable Instant promisedBy) {}
