package io.tillwatch.orders;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.OrderProgressed;
import io.tillwatch.contracts.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows orders step by step and finds those whose step is overdue. Looks at an order when something happens to it and
 * once its deadline passes, never at all of them. One thread at a time.
 */
final class OrderTracker {
    /** What is known of an order that was never placed, or is over, is kept so long for events that come late. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private static final long NEVER = Long.MAX_VALUE;

    private final Deadlines deadlines;
    private final Names names = new Names();
    private final Map<String, Waiting> orders = new HashMap<>();
    /** By the second in which they are due. An order that is due at another time by now is passed over there. */
    private final TreeMap<Long, List<String>> byDue = new TreeMap<>();

    /** @param due second of the epoch; {@link #NEVER} once it was told */
    private record Waiting(OpenOrder order, long due) {}

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
        schedule(order.sharing(names));
    }

    /** How many are followed. */
    int size() {
        return orders.size();
    }

    /** Takes a step. Copies and disorder change nothing. */
    void take(Envelope envelope, EventType type, Object data, Keeper keeper, Consumer<StuckChange> changes) {
        String id = id(data);
        if (id == null || Step.after(type, false) == null) {
            return;
        }
        Waiting waiting = orders.get(id);
        OpenOrder before = waiting == null ? null : waiting.order();
        OpenOrder known = before == null
                ? OpenOrder.of(id, type, envelope.source(), envelope.occurredAt())
                : before.reached(type, envelope.source());
        OpenOrder after = data instanceof OrderPlaced placed ? known.placed(placed, envelope) : known;
        if (after.equals(before)) {
            return;
        }
        if (before != null && before.told() && after.waitsFor() != before.waitsFor()) {
            change(before, false, changes);
            after = after.asTold(false);
        }
        put(after.sharing(names), keeper);
    }

    /** Finds what became overdue since the last time. */
    void due(Instant now, Keeper keeper, Consumer<StuckChange> changes) {
        while (!byDue.isEmpty() && byDue.firstKey() <= now.getEpochSecond()) {
            Map.Entry<Long, List<String>> second = byDue.pollFirstEntry();
            for (String id : second.getValue()) {
                Waiting waiting = orders.get(id);
                if (waiting == null || waiting.due() != second.getKey()) {
                    continue;
                }
                OpenOrder order = waiting.order();
                if (order.fulfilment() == null || order.waitsFor() == Step.DONE) {
                    orders.remove(id);
                    keeper.keep(id, null);
                } else {
                    OpenOrder told = order.asTold(true);
                    orders.put(id, new Waiting(told, NEVER));
                    keeper.keep(id, told);
                    change(told, true, changes);
                }
            }
        }
    }

    private void put(OpenOrder order, Keeper keeper) {
        keeper.keep(order.order(), order);
        schedule(order);
    }

    private void schedule(OpenOrder order) {
        if (order.told()) {
            orders.put(order.order(), new Waiting(order, NEVER));
            return;
        }
        boolean waits = order.fulfilment() != null && order.waitsFor() != Step.DONE;
        Instant due = waits ? deadlines.due(order) : order.placedAt().plus(REMEMBERED);
        long second = due.getNano() == 0 ? due.getEpochSecond() : due.getEpochSecond() + 1;
        Waiting before = orders.put(order.order(), new Waiting(order, second));
        if (before == null || before.due() != second) {
            byDue.computeIfAbsent(second, key -> new ArrayList<>(1)).add(order.order());
        }
    }

    private void change(OpenOrder order, boolean stuck, Consumer<StuckChange> changes) {
        Money total = order.total();
        if (total != null) {
            changes.accept(new StuckChange(
                    order.place(),
                    deadlines.flow(order),
                    order.order(),
                    stuck,
                    order.handler(),
                    total,
                    deadlines.due(order),
                    order.promisedBy()));
        }
    }

    private static @Nullable String id(Object data) {
        if (data instanceof OrderPlaced placed) {
            return placed.order();
        }
        return data instanceof OrderProgressed step ? step.order() : null;
    }
}
