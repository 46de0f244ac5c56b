package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.inventory.OrderNote.Held;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds that an order which ended reserves nothing any more: what it still holds nobody can buy, and nobody will fetch.
 * Whether the end or the reservation is heard of first makes no difference. One thread at a time.
 */
final class EndedOrders {
    /** After its end an order is remembered so long for reservations that come late. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Duration grace;
    private final State state;
    private final Set<String> ended = new HashSet<>();

    /** Where orders are kept. */
    interface State {
        /** Null when nothing is known of it. */
        @Nullable
        Order find(String order);

        void put(String order, Order known);

        void drop(String order);

        void each(Consumer<Order> visitor);
    }

    /**
     * What is known of an order.
     *
     * @param end how it ended; null while it goes on
     * @param endHeard when that was heard
     * @param whole whether all of it ended
     * @param parts reservations that ended, where not all did
     * @param open what its reservations hold
     * @param told what was told; null when nothing was
     */
    record Order(
            String order,
            @Nullable String end,
            @Nullable Instant endHeard,
            boolean whole,
            List<String> parts,
            Map<String, Held> open,
            @Nullable String told) {

        /** What is held although it ended. */
        List<Held> left() {
            return open.values().stream()
                    .filter(held -> whole || parts.contains(held.reservation()))
                    .toList();
        }

        Order withTold(@Nullable String other) {
            return new Order(order, end, endHeard, whole, parts, open, other);
        }
    }

    EndedOrders(Duration grace, State state) {
        this.grace = grace;
        this.state = state;
        state.each(order -> {
            if (order.end() != null) {
                ended.add(order.order());
            }
        });
    }

    void note(OrderNote note, Instant now) {
        Order known = state.find(note.order());
        Order order = known == null ? new Order(note.order(), null, null, false, List.of(), Map.of(), null) : known;
        Held held = note.held();
        String end = note.end();
        if (held != null) {
            Map<String, Held> open = new TreeMap<>(order.open());
            if (held.open().signum() > 0) {
                open.put(held.key(), held);
            } else {
                open.remove(held.key());
            }
            order = new Order(
                    order.order(), order.end(), order.endHeard(), order.whole(), order.parts(), open, order.told());
        } else if (end != null) {
            Set<String> parts = new java.util.TreeSet<>(order.parts());
            parts.addAll(note.ended());
            boolean first = order.endHeard() == null;
            order = new Order(
                    order.order(),
                    first ? end : order.end(),
                    first ? now : order.endHeard(),
                    order.whole() || note.ended().isEmpty(),
                    List.copyOf(parts),
                    order.open(),
                    order.told());
            ended.add(order.order());
        }
        if (order.end() == null && order.open().isEmpty()) {
            state.drop(order.order());
        } else if (!order.equals(known)) {
            state.put(order.order(), order);
        }
    }

    /** Tells of what is held beyond the grace after the end, and of what is released at last. */
    void tell(Instant now, Consumer<Signal> each) {
        for (String id : List.copyOf(ended)) {
            Order order = state.find(id);
            if (order == null || order.endHeard() == null) {
                ended.remove(id);
                continue;
            }
            List<Held> left = order.left();
            if (left.isEmpty()) {
                if (order.told() != null) {
                    each.accept(signal(order, left, now));
                    order = order.withTold(null);
                    state.put(id, order);
                }
                if (order.open().isEmpty() && !order.endHeard().plus(REMEMBERED).isAfter(now)) {
                    state.drop(id);
                    ended.remove(id);
                }
            } else if (!order.endHeard().plus(grace).isAfter(now)) {
                String words = words(left);
                if (!words.equals(order.told())) {
                    each.accept(signal(order, left, now));
                    state.put(id, order.withTold(words));
                }
            }
        }
    }

    private static String words(List<Held> left) {
        return String.join(
                ", ",
                left.stream()
                        .map(held -> held.reservation() + " holds "
                                + Quantity.normalized(held.open()).toPlainString() + " of " + held.sku() + " at "
                                + held.location())
                        .toList());
    }

    private static Signal signal(Order order, List<Held> left, Instant now) {
        Signal.State state = left.isEmpty() ? Signal.State.RECOVERED : Signal.State.FIRING;
        Instant since = order.endHeard() == null ? now : order.endHeard();
        List<String> entities = new ArrayList<>(List.of(order.order()));
        left.forEach(held -> entities.addAll(List.of(held.reservation(), held.sku(), held.location())));
        BigDecimal units = left.stream().map(Held::open).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Signal(
                "ended-order:" + order.order() + ":" + words(left) + ":" + state,
                IncidentKind.STOCK_DRIFT,
                Signal.DEFAULT_SCOPE,
                "order " + order.order(),
                "stock-feed",
                "inventory/ended-order",
                state,
                since,
                now,
                now,
                0.4,
                state == Signal.State.FIRING
                        ? "Order " + order.order() + " is " + order.end() + " and its reservation " + words(left)
                                + ": stock that nobody can buy and nobody will fetch."
                        : "Order " + order.order() + " reserves nothing any more.",
                units.doubleValue(),
                0.0,
                worth(left),
                0,
                entities.stream().distinct().limit(20).toList(),
                Map.of(
                        "order", order.order(),
                        "end", String.valueOf(order.end()),
                        "reservations",
                                String.join(
                                        ", ",
                                        left.stream().map(Held::reservation).toList()),
                        "explanation", "reservation outlives its order"),
                null,
                null);
    }

    private static @Nullable Money worth(List<Held> left) {
        Money sum = null;
        for (Held held : left) {
            Money value = held.value();
            if (value != null && (sum == null || sum.currency().equals(value.currency()))) {
                sum = sum == null ? value : sum.plus(value);
            }
        }
        return sum;
    }
}
