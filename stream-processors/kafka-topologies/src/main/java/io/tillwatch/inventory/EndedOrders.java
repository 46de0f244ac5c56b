package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.inventory.OrderNote.Held;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds that an order which ended reserves nothing any more: what it still holds nobody can buy, and nobody will fetch.
 * Whether the end or the reservation is heard of first makes no difference. One thread at a time.
 */
final class EndedOrders {
    /** After its end an order is remembered so long for reservations that come late. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** How many of the remembered ones a look takes up, so that work goes on after a restart. */
    private static final int AT_A_TIME = 200;

    private final Duration grace;
    private final State state;
    private final Attention<String> attention = new Attention<>();
    /** Ended before a restart, and not looked at since. */
    private final Queue<String> remembered = new ArrayDeque<>();

    /** Where orders are kept. */
    interface State {
        /** Null when nothing is known of it. */
        @Nullable
        Order find(String order);

        void put(Order known);

        /** From then on {@link #eachEnded} tells of it, until it is dropped. */
        void markEnded(String order);

        void drop(Order known);

        void eachEnded(Consumer<String> visitor);
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

        static Order unknown(String order) {
            return new Order(order, null, null, false, List.of(), Map.of(), null);
        }

        private Order holding(Held held) {
            Map<String, Held> now = new TreeMap<>(open);
            if (held.open().signum() > 0) {
                now.put(held.key(), held);
            } else {
                now.remove(held.key());
            }
            return new Order(order, end, endHeard, whole, parts, now, told);
        }

        /** The first end that is heard of stays; what it concerns adds up. */
        private Order ended(OrderNote note, Instant now) {
            Set<String> all = new TreeSet<>(parts);
            all.addAll(note.ended());
            return new Order(
                    order,
                    end == null ? note.end() : end,
                    endHeard == null ? now : endHeard,
                    whole || note.ended().isEmpty(),
                    List.copyOf(all),
                    open,
                    told);
        }

        Order withTold(@Nullable String other) {
            return new Order(order, end, endHeard, whole, parts, open, other);
        }
    }

    EndedOrders(Duration grace, State state) {
        this.grace = grace;
        this.state = state;
        state.eachEnded(remembered::add);
    }

    void note(OrderNote note, Instant now) {
        Order known = state.find(note.order());
        Order before = known == null ? Order.unknown(note.order()) : known;
        Held held = note.held();
        Order after = held == null ? before.ended(note, now) : before.holding(held);
        if (after.equals(known)) {
            return;
        }
        if (after.end() == null) {
            if (!after.open().isEmpty()) {
                state.put(after);
            } else if (known != null) {
                state.drop(known);
            }
            return;
        }
        state.put(after);
        if (before.end() == null) {
            state.markEnded(after.order());
            watch(after.order(), now);
        }
        attention.changed(after.order());
    }

    private void watch(String order, Instant endHeard) {
        attention.at(endHeard.plus(grace), order);
        attention.at(endHeard.plus(REMEMBERED), order);
    }

    /** Tells of what is held beyond the grace after the end, and of what is released at last. */
    void tell(Instant now, Consumer<Signal> each) {
        for (int i = 0; i < AT_A_TIME && !remembered.isEmpty(); i++) {
            Order order = state.find(remembered.remove());
            if (order != null && order.endHeard() != null) {
                watch(order.order(), order.endHeard());
            }
        }
        attention.take(now, id -> look(id, now, each));
    }

    private void look(String id, Instant now, Consumer<Signal> each) {
        Order order = state.find(id);
        if (order == null || order.endHeard() == null) {
            return;
        }
        List<Held> left = order.left();
        if (left.isEmpty()) {
            if (order.told() != null) {
                each.accept(signal(order, left, now));
                state.put(order.withTold(null));
            }
            if (order.open().isEmpty() && !order.endHeard().plus(REMEMBERED).isAfter(now)) {
                state.drop(order);
            }
        } else if (!order.endHeard().plus(grace).isAfter(now)) {
            String words = words(left);
            if (!words.equals(order.told())) {
                each.accept(signal(order, left, now));
                state.put(order.withTold(words));
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
