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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of positions that promise more than they have, which orders lose, and who could serve them; of sales of what the
 * books did not have; and of promises that eat into a safety buffer. A position is given some grace first: events that
 * overtook each other heal by themselves. One thread at a time.
 */
final class OversellWatch implements LedgerWatch {
    private static final int SAMPLE = 20;

    private final LedgerStore store;
    private final Duration grace;
    private final Map<String, Negative> negative = new HashMap<>();
    private final Attention<String> attention = new Attention<>();

    private record Negative(
            String sku,
            String location,
            Instant since,
            @Nullable BigDecimal told) {}

    /** An order, or a receipt where nothing was reserved. */
    private record Loser(
            String order,
            Instant since,
            BigDecimal quantity,
            @Nullable Money value) {}

    /** Who came first is served first: the youngest lose. */
    private static final Comparator<Loser> YOUNGEST_FIRST =
            Comparator.comparing(Loser::since).thenComparing(Loser::order).reversed();

    OversellWatch(LedgerStore store, Duration grace) {
        this.store = store;
        this.grace = grace;
    }

    @Override
    public boolean note(Place place, Book book, boolean watched, Instant now) {
        boolean oversold = oversold(book);
        if (oversold || watched) {
            String key = place.key();
            Negative known = negative.get(key);
            if (known == null && oversold) {
                negative.put(key, new Negative(place.sku(), place.location(), now, null));
                attention.at(now.plus(grace), key);
            } else if (known != null && (!oversold || known.told() != null)) {
                // What is not told yet waits for its time.
                attention.changed(key);
            }
        }
        return oversold;
    }

    /** Tells of what is oversold for longer than the grace, and of what is no longer. */
    @Override
    public void tell(Instant now, Consumer<Signal> each) {
        attention.take(now, key -> look(key, now, each));
    }

    private void look(String key, Instant now, Consumer<Signal> each) {
        Negative one = negative.get(key);
        if (one == null) {
            return;
        }
        Book book = store.book(one.sku(), one.location());
        BigDecimal available = book.available();
        boolean due = Duration.between(one.since(), now).compareTo(grace) >= 0;
        if (!oversold(book)) {
            // It may have been told before a restart, which this memory did not outlive.
            if (one.told() != null || due) {
                each.accept(signal(one, book, Signal.State.RECOVERED, now));
            }
            negative.remove(key);
        } else if (due && (one.told() == null || available.compareTo(one.told()) != 0)) {
            each.accept(signal(one, book, Signal.State.FIRING, now));
            negative.put(key, new Negative(one.sku(), one.location(), one.since(), available));
        }
    }

    /** An empty shelf below its buffer is nobody's loss: something must be promised, or sold that was not there. */
    private static boolean oversold(Book book) {
        return book.available().signum() < 0
                && (book.reserved().signum() > 0 || book.onHand().signum() < 0);
    }

    /** What is promised or was sold beyond the shelf; zero when only the safety buffer is eaten into. */
    private static BigDecimal shortage(Book book) {
        return book.reserved().subtract(book.onHand()).max(BigDecimal.ZERO);
    }

    private Signal signal(Negative position, Book book, Signal.State state, Instant now) {
        List<Loser> losers = state == Signal.State.FIRING ? losers(position, book, now) : List.of();
        List<String> all = losers.stream().map(Loser::order).distinct().toList();
        List<String> orders = all.stream().limit(SAMPLE).toList();
        List<String> entities = new ArrayList<>(List.of(position.sku(), position.location()));
        entities.addAll(orders);
        BigDecimal shortage = shortage(book);
        String server = shortage.signum() > 0 && book.reserved().signum() > 0 ? server(position, shortage) : null;
        String missing = plain(book.available().negate().max(BigDecimal.ZERO));
        String summary = state == Signal.State.FIRING
                ? position.sku() + " at " + position.location() + " " + inWords(book, all.size(), server)
                : position.sku() + " at " + position.location() + " is covered again.";
        Map<String, String> evidence = new HashMap<>();
        evidence.put("onHand", plain(book.onHand()));
        evidence.put("reserved", plain(book.reserved()));
        evidence.put("buffer", plain(book.buffer()));
        evidence.put("missing", plain(shortage));
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
                strength(book),
                summary,
                book.available().doubleValue(),
                0.0,
                money(losers),
                all.size(),
                entities,
                evidence,
                null,
                null);
    }

    private static String inWords(Book book, int losers, @Nullable String server) {
        BigDecimal missing = shortage(book);
        if (missing.signum() == 0) {
            return "promises " + plain(book.available().negate()) + " " + book.unit() + " of its safety buffer of "
                    + plain(book.buffer()) + "; no order loses yet.";
        }
        if (book.reserved().signum() == 0 && losers == 0) {
            return "is " + plain(missing) + " " + book.unit()
                    + " below zero on the books: more left than ever came; nothing is reserved.";
        }
        if (book.reserved().signum() == 0) {
            return "sold " + plain(missing) + " " + book.unit() + " more than the books had; " + losers
                    + (losers == 1 ? " receipt is" : " receipts are") + " not covered, nothing is reserved.";
        }
        return "is oversold by " + plain(missing) + " " + book.unit() + "; " + losers
                + (losers == 1 ? " order loses" : " orders lose")
                + (server == null ? ", no other location has enough." : ", " + server + " could serve them.");
    }

    private static double strength(Book book) {
        if (shortage(book).signum() == 0) {
            return 0.3;
        }
        return book.reserved().signum() > 0 ? 0.8 : 0.5;
    }

    private static String plain(BigDecimal number) {
        return Quantity.normalized(number).toPlainString();
    }

    private List<Loser> losers(Negative position, Book book, Instant now) {
        List<Loser> open = book.reserved().signum() > 0 ? reservations(position, now) : sales(position, book);
        open.sort(YOUNGEST_FIRST);
        List<Loser> losers = new ArrayList<>();
        BigDecimal missing = shortage(book);
        for (Loser one : open) {
            if (missing.signum() <= 0) {
                break;
            }
            losers.add(one);
            missing = missing.subtract(one.quantity());
        }
        return losers;
    }

    private List<Loser> reservations(Negative position, Instant now) {
        List<Loser> open = new ArrayList<>();
        store.holds(position.sku(), position.location(), HoldKind.RESERVATION, (id, hold) -> {
            if (hold.open(now).signum() > 0) {
                String order = hold.order();
                Instant since = hold.since();
                open.add(new Loser(
                        order == null ? id : order, since == null ? now : since, hold.open(now), hold.value()));
            }
        });
        return open;
    }

    /** Receipts since the last count. */
    private List<Loser> sales(Negative position, Book book) {
        List<Count> counts = book.counts();
        List<Loser> sold = new ArrayList<>();
        store.movements(position.sku(), position.location(), movement -> {
            boolean counted = !counts.isEmpty() && counts.get(counts.size() - 1).covers(movement);
            String receipt = movement.document();
            if (movement.isSale() && !movement.voided() && !counted && receipt != null) {
                sold.add(new Loser(
                        receipt, movement.occurredAt(), movement.quantity().negate(), movement.value()));
            }
        });
        return sold;
    }

    /** The location with the most to spare after its own reservations and buffer, when that is enough. */
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
