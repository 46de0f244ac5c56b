package io.tillwatch.orders;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows orders step by step and finds those whose step is overdue. Looks at an order when something happens to it and
 * once its deadline passes, never at all of them. One thread at a time.
 */
final class OrderTracker {
    /** What is known of an order that was never placed, or is over, is kept so long for events that come late. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private final Deadlines deadlines;
    private final Map<String, OpenOrder> orders = new HashMap<>();
    private final Map<String, Instant> dueOf = new HashMap<>();
    private final TreeMap<Instant, Set<String>> byDue = new TreeMap<>();

    /** Keeps orders over a restart. */
    interface Keeper {
        /** @param open null when it is to be forgotten */
        void keep(String order, @Nullable OpenOrder open);
    }

    OrderTracker(Deadlines deadlines) {
        this.deadlines = deadlines;
    }

    /** Takes up an order as it was kept. */
    void restore(OpenOrder order) {
        orders.put(order.order(), order);
        schedule(order);
    }

    /** Takes a step. Copies and disorder change nothing. */
    void take(Envelope envelope, EventType type, Object data, Keeper keeper, Consumer<StuckChange> changes) {
        String id = id(data);
        if (id == null || Step.after(type, false) == null) {
            return;
        }
        OpenOrder before = orders.get(id);
        OpenOrder known = before == null
                ? OpenOrder.of(id, type, envelope.source(), envelope.occurredAt())
                : before.reached(type, envelope.source());
        OpenOrder after = data instanceof OrderPlaced placed ? known.placed(placed, envelope.occurredAt()) : known;
        if (after.equals(before)) {
            return;
        }
        if (before != null && before.told() && after.waitsFor() != before.waitsFor()) {
            change(before, false, changes);
            after = after.asTold(false);
        }
        put(after, keeper);
    }

    /** Finds what became overdue since the last time. */
    void due(Instant now, Keeper keeper, Consumer<StuckChange> changes) {
        while (!byDue.isEmpty() && !byDue.firstKey().isAfter(now)) {
            for (String id : byDue.pollFirstEntry().getValue()) {
                dueOf.remove(id);
                OpenOrder order = orders.get(id);
                if (order == null) {
                    continue;
                }
                if (order.fulfilment() == null || order.waitsFor() == Step.DONE) {
                    orders.remove(id);
                    keeper.keep(id, null);
                } else if (!order.told()) {
                    OpenOrder told = order.asTold(true);
                    orders.put(id, told);
                    keeper.keep(id, told);
                    change(told, true, changes);
                }
            }
        }
    }

    private void put(OpenOrder order, Keeper keeper) {
        orders.put(order.order(), order);
        keeper.keep(order.order(), order);
        schedule(order);
    }

    private void schedule(OpenOrder order) {
        Instant before = dueOf.remove(order.order());
        if (before != null) {
            Set<String> same = byDue.get(before);
            if (same != null && same.remove(order.order()) && same.isEmpty()) {
                byDue.remove(before);
            }
        }
        if (order.told()) {
            return;
        }
        boolean waits = order.fulfilment() != null && order.waitsFor() != Step.DONE;
        Instant due = waits
                ? deadlines.due(order.waitsFor(), order.placedAt(), order.promisedBy())
                : order.placedAt().plus(REMEMBERED);
        dueOf.put(order.order(), due);
        byDue.computeIfAbsent(due, key -> new TreeSet<>()).add(order.order());
    }

    private void change(OpenOrder order, boolean stuck, Consumer<StuckChange> changes) {
        Money total = order.total();
        if (total != null) {
            changes.accept(new StuckChange(
                    order.place(),
                    flow(order),
                    order.order(),
                    stuck,
                    order.handler(),
                    total,
                    deadlines.due(order.waitsFor(), order.placedAt(), order.promisedBy()),
                    order.promisedBy()));
        }
    }

    private static String flow(OpenOrder order) {
        return switch (order.waitsFor()) {
            case READY -> Deadlines.COLLECT;
            case ACCEPTED ->
                "web".equals(order.channel())
                        ? "web-orders"
                        : String.valueOf(order.channel()).replace("marketplace-", "marketplace-orders-");
            default -> "warehouse";
        };
    }

    private static @Nullable String id(Object data) {
        if (data instanceof OrderPlaced placed) {
            return placed.order();
        }
        return data instanceof OrderProgressed step ? step.order() : null;
    }
}
