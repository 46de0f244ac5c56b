package io.tillwatch.streams;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.CalendarAnnounced;
import io.tillwatch.contracts.integration.ExceptionRaised;
import io.tillwatch.contracts.integration.Heartbeat;
import io.tillwatch.contracts.retail.RefundProgressed;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.SessionClosed;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Events as sources tell them, with the least that each type asks for. */
public final class Events {
    private static final Money ONE = Money.of("1.00", "GBP");

    private Events() {}

    /** One receipt of a till, a line of one piece for each SKU. */
    public static Event<?> sale(String store, String till, String id, Instant at, String... skus) {
        List<SaleLine> lines = IntStream.range(0, skus.length)
                .mapToObj(i -> new SaleLine(i + 1, skus[i], Quantity.each(1), ONE, ONE, null, null))
                .toList();
        return new Event<>(
                envelope("/pos/" + store + "/" + till, id, EventType.SALE_COMPLETED, store, at, "pos-sales"),
                new SaleCompleted(id, id, store, till, "S-" + till, "pos", lines, ONE, ONE, List.of(), null));
    }

    public static Event<?> sessionClosed(String store, String till, String id, Instant at) {
        return new Event<>(
                envelope("/pos/" + store + "/" + till, id, EventType.SESSION_CLOSED, store, at, "pos-sales"),
                new SessionClosed("S-" + till, store, till, 0, null, null, ONE));
    }

    public static Event<?> heartbeat(String node, String id, Instant at, boolean online, long backlog, Instant oldest) {
        return new Event<>(
                envelope("/store/" + node + "/gateway", id, EventType.HEARTBEAT, node, at, "pos-sales"),
                new Heartbeat(node, online, backlog, oldest));
    }

    public static Event<?> refund(String refund, String id, Instant at, boolean succeeded) {
        EventType type = succeeded ? EventType.REFUND_SUCCEEDED : EventType.REFUND_FAILED;
        return new Event<>(
                envelope("/psp", id, type, refund, at, "refunds"),
                new RefundProgressed(
                        refund,
                        "O-" + refund,
                        "psp",
                        Money.of("20.00", "GBP"),
                        succeeded ? null : "05",
                        "C-" + refund));
    }

    public static Event<?> exception(String service, String id, Instant at, String message) {
        return new Event<>(
                envelope("/services/" + service, id, EventType.EXCEPTION_RAISED, service, at, "payments"),
                new ExceptionRaised(service, "java.lang.IllegalStateException", message, null, null));
    }

    public static Event<?> announced(String entry, String kind, Instant from, Instant to, String... skus) {
        return new Event<>(
                envelope("/merchandising/calendar", entry, EventType.CALENDAR_ANNOUNCED, entry, from, "pos-sales"),
                new CalendarAnnounced(entry, kind, "*", List.of(skus), from, to, new BigDecimal(6)));
    }

    private static Envelope envelope(
            String source, String id, EventType type, String subject, Instant at, String flow) {
        return Envelope.of(source, id, type, subject, at.atOffset(ZoneOffset.UTC))
                .inFlow(flow);
    }
}
