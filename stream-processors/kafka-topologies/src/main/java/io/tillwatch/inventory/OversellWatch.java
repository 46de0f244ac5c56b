package io.tillwatch.inventory;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.LedgerStore.HoldKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of positions that promise more than they have, which orders lose, and who could serve them. A position is given
 * some grace first: events that overtook each other heal by themselves. One thread at a time.
 */
final class OversellWatch implements LedgerWatch {
    private static final int SAMPLE = 20;

    private final LedgerStore store;
    private final Duration grace;
    private final Map<String, Negative> negative = new HashMap<>();

    private record Negative(
            String sku,
            String location,
            Instant since,
            @Nullable BigDecimal told) {}

    private record Loser(
            String order,
            Instant since,
            BigDecimal quantity,
            @Nullable Money value) {}

    OversellWatch(LedgerStore store, Duration grace) {
        this.store = store;
        this.grace = grace;
    }

    @Override
    public boolean note(String sku, String location, Book book, Instant now) {
        boolean oversold = book.available().signum() < 0 && book.reserved().signum() > 0;
        if (oversold) {
            negative.putIfAbsent(StockPosition.key(sku, location), new Negative(sku, location, now, null));
        }
        return oversold;
    }

    /** Tells of what is oversold for longer than the grace, and of what is no longer. */
    @Override
    public void tell(Instant now, Consumer<Signal> each) {
        for (Iterator<Map.Entry<String, Negative>> all = negative.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Negative> entry = all.next();
            Negative one = entry.getValue();
            Book book = store.book(one.sku(), one.location());
            BigDecimal available = book.available();
            if (available.signum() >= 0 || book.reserved().signum() == 0) {
                if (one.told() != null) {
                    each.accept(signal(one, book, Signal.State.RECOVERED, now));
                }
                all.remove();
            } else if (!one.since().plus(grace).isAfter(now)
                    && (one.told() == null || available.compareTo(one.told()) != 0)) {
                each.accept(signal(one, book, Signal.State.FIRING, now));
                entry.setValue(new Negative(one.sku(), one.location(), one.since(), available));
            }
        }
    }

    private Signal signal(Negative position, Book book, Signal.State state, Instant now) {
        List<Loser> losers = state == Signal.State.FIRING ? losers(position, book, now) : List.of();
        List<String> orders =
                losers.stream().map(Loser::order).distinct().limit(SAMPLE).toList();
        List<String> entities = new ArrayList<>(List.of(position.sku(), position.location()));
        entities.addAll(orders);
        String server = server(position, book.available().negate());
        String missing = Quantity.normalized(book.available().negate().max(BigDecimal.ZERO))
                .toPlainString();
        String summary = state == Signal.State.FIRING
                ? position.sku() + " at " + position.location() + " is oversold by " + missing + " " + book.unit()
                        + "; " + orders.size() + " orders lose"
                        + (server == null ? ", no other location has enough." : ", " + server + " could serve them.")
                : position.sku() + " at " + position.location() + " is covered again.";
        Map<String, String> evidence = new HashMap<>();
        evidence.put("onHand", Quantity.normalized(book.onHand()).toPlainString());
        evidence.put("reserved", Quantity.normalized(book.reserved()).toPlainString());
        evidence.put("losingOrders", String.join(", ", orders));
        evidence.put("couldServe", server == null ? "none" : server);
        String subject = StockPosition.key(position.sku(), position.location());
        return new Signal(
                "oversell:" + subject + ":" + position.since().toEpochMilli() + ":" + missing + ":" + state,
                IncidentKind.OVERSELL,
                Signal.DEFAULT_SCOPE,
                subject,
                "stock-feed",
                "inventory/oversell",
                state,
                position.since(),
                now,
                now,
                0.8,
                summary,
                book.available().doubleValue(),
                0.0,
                money(losers),
                orders.size(),
                entities,
                evidence,
                null,
                null);
    }

    /** The youngest reservations lose first: who came first is served first. */
    private List<Loser> losers(Negative position, Book book, Instant now) {
        List<Loser> open = new ArrayList<>();
        store.holds(position.sku(), position.location(), HoldKind.RESERVATION, (id, hold) -> {
            if (hold.open(now).signum() > 0) {
                String order = hold.order();
                Instant since = hold.since();
                open.add(new Loser(
                        order == null ? id : order, since == null ? now : since, hold.open(now), hold.value()));
            }
        });
        open.sort(Comparator.comparing(Loser::since).reversed());
        List<Loser> losers = new ArrayList<>();
        BigDecimal missing = book.available().negate();
        for (Loser one : open) {
            if (missing.signum() <= 0) {
                break;
            }
            losers.add(one);
            missing = missing.subtract(one.quantity());
        }
        return losers;
    }

    private @Nullable String server(Negative position, BigDecimal needed) {
        List<Map.Entry<String, BigDecimal>> able = new ArrayList<>();
        store.positionsOf(position.sku(), (location, book) -> {
            if (!location.equals(position.location()) && book.available().compareTo(needed) >= 0) {
                able.add(Map.entry(location, book.available()));
            }
        });
        return able.stream()
                .max(Map.Entry.<String, BigDecimal>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static @Nullable Money money(List<Loser> losers) {
        Money sum = null;
        for (Loser loser : losers) {
            Money value = loser.value();
            if (value != null && (sum == null || sum.currency().equals(value.currency()))) {
                sum = sum == null ? value : sum.plus(value);
            }
        }
        return sum;
    }
}
