package io.tillwatch.orders;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All orders that are stuck at the same step. Immutable, so that it is stored as it stands.
 *
 * @param orders in the order of their ids; a list, since as names of fields in JSON they would never leave the parser's
 *     memory
 * @param since when the first of them was due
 * @param firing whether it was told and not taken back
 * @param toldMinute in which it was last told; told again a minute later it is another observation
 */
record StuckBoard(String place, String flow, List<StuckChange> orders, Instant since, boolean firing, long toldMinute) {
    private static final int SAMPLE = 30;
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final Duration SOON = Duration.ofHours(1);
    private static final double URGENT = 0.9;
    private static final double STUCK = 0.7;

    static StuckBoard of(StuckChange first) {
        return new StuckBoard(first.place(), first.flow(), List.of(), first.due(), false, Long.MIN_VALUE);
    }

    StuckBoard plus(StuckChange change) {
        List<StuckChange> all = new ArrayList<>(orders);
        all.removeIf(known -> known.order().equals(change.order()));
        if (change.stuck()) {
            all.add(change);
            all.sort(Comparator.comparing(StuckChange::order));
        }
        Instant from = orders.isEmpty() || change.due().isBefore(since) ? change.due() : since;
        return new StuckBoard(place, flow, all, from, firing, toldMinute);
    }

    StuckBoard told(Instant now) {
        return new StuckBoard(place, flow, orders, since, !orders.isEmpty(), minute(now));
    }

    /** Null when there is nothing new to be told. */
    @Nullable
    Signal signal(Instant now) {
        if (orders.isEmpty()) {
            return firing ? signal(now, Signal.State.RECOVERED) : null;
        }
        return minute(now) == toldMinute ? null : signal(now, Signal.State.FIRING);
    }

    private Signal signal(Instant now, Signal.State state) {
        Instant promise = orders.stream()
                .map(StuckChange::promisedBy)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        Map<String, String> evidence = new HashMap<>();
        String step = place.substring(place.indexOf('/') + 1);
        evidence.put("step", step);
        evidence.put("orders", Integer.toString(orders.size()));
        if (promise != null) {
            evidence.put("firstPromise", promise.toString());
        }
        List<String> entities = new ArrayList<>();
        orders.stream().limit(SAMPLE).map(StuckChange::order).forEach(entities::add);
        orders.stream().map(StuckChange::handler).distinct().limit(SAMPLE).forEach(entities::add);
        boolean soon = promise != null && Duration.between(now, promise).compareTo(SOON) < 0;
        return new Signal(
                "order-stuck:" + place + ":" + since.toEpochMilli() + ":"
                        + (state == Signal.State.FIRING ? minute(now) : "over"),
                IncidentKind.ORDER_STUCK,
                Signal.DEFAULT_SCOPE,
                place,
                flow,
                "orders/deadlines",
                state,
                since,
                now,
                now,
                soon ? URGENT : STUCK,
                state == Signal.State.FIRING
                        ? inWords(orders, step, promise)
                        : "No order waits too long for " + place + ".",
                (double) orders.size(),
                0.0,
                money(orders),
                orders.size(),
                entities,
                evidence,
                null,
                null);
    }

    private String inWords(List<StuckChange> all, String step, @Nullable Instant promise) {
        String what = place.substring(0, place.indexOf('/'));
        return all.size() + (all.size() == 1 ? " order" : " orders") + " of " + what + " should be " + step
                + " and are not, the first since " + since
                + (promise == null ? "." : "; the first promise to a customer ends at " + promise + ".");
    }

    private static @Nullable Money money(List<StuckChange> all) {
        Money sum = null;
        for (StuckChange one : all) {
            if (sum == null) {
                sum = one.total();
            } else if (sum.currency().equals(one.total().currency())) {
                sum = sum.plus(one.total());
            }
        }
        return sum;
    }

    private static long minute(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_A_MINUTE);
    }
}
