package io.tillwatch.orders;

import io.tillwatch.contracts.event.EventType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an order waits for, in the order in which it comes. An order to collect skips the parcel, and the other way round. */
enum Step {
    ACCEPTED,
    READY,
    SHIPPED,
    DELIVERED,
    /** Nothing more: it is in the customer's hands, or cancelled. */
    DONE;

    /** The step that an order waits for next once an event of that type was seen; null when the event says nothing of it. */
    static @Nullable Step after(EventType type, boolean collected) {
        return switch (type) {
            case ORDER_PLACED -> ACCEPTED;
            case ORDER_ACCEPTED, ORDER_ALLOCATED, ORDER_PICKED -> collected ? READY : SHIPPED;
            case ORDER_SHIPPED -> DELIVERED;
            case ORDER_READY, ORDER_COLLECTED, ORDER_DELIVERED, ORDER_CANCELLED, ORDER_RETURNED -> DONE;
            default -> null;
        };
    }

    String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
