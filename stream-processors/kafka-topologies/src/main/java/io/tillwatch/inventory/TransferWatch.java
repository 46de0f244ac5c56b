package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.inventory.LedgerStore.HoldKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds that what left arrives: dispatched equals received plus written off plus in transit. Tells of transfers of which
 * a part is missing, that never arrived, of which more arrived than left, and that arrived without having left; and when
 * that is settled. One thread at a time.
 */
final class TransferWatch implements LedgerWatch {
    private final LedgerStore store;
    private final Patience patience;
    private final Set<Place> changed = new HashSet<>();
    private final Set<Place> unsettled = new HashSet<>();
    private final Map<Transfer, Open> open = new HashMap<>();

    /**
     * How long a transfer may stay unsettled.
     *
     * @param arrival from its dispatch until something arrives
     * @param rest from its last receipt until the rest arrives or is written off
     */
    record Patience(Duration arrival, Duration rest) {
        static Patience of(WatchRules rules) {
            return new Patience(rules.transferArrival(), rules.transferRest());
        }
    }

    /** One SKU of a transfer, at its receiving end. */
    record Transfer(String sku, String location, String id) {}

    /**
     * @param in dispatched
     * @param out received and written off
     * @param since when {@code out} last changed, or the transfer left
     * @param due when it is to be told
     * @param told the difference that was told; null when none was
     */
    private record Open(
            BigDecimal in,
            BigDecimal out,
            Instant since,
            Instant due,
            @Nullable BigDecimal told) {
        BigDecimal missing() {
            return in.subtract(out);
        }
    }

    TransferWatch(LedgerStore store, Patience patience) {
        this.store = store;
        this.patience = patience;
    }

    @Override
    public boolean note(Place place, Book book, boolean watched, Instant now) {
        boolean inTransit = book.inTransit().signum() > 0;
        if (!inTransit && unsettled.isEmpty()) {
            return false;
        }
        boolean open = inTransit || unsettled.contains(place);
        if (open) {
            changed.add(place);
        }
        return open;
    }

    @Override
    public void applied(Movement movement, Instant now) {
        if (movement.kind().concernsTransit()) {
            changed.add(Place.of(movement.sku(), movement.location()));
        }
    }

    @Override
    public void tell(Instant now, Consumer<Signal> each) {
        // A correction may have taken a transfer away altogether.
        open.keySet().stream()
                .filter(transfer -> changed.contains(Place.of(transfer.sku(), transfer.location())))
                .toList()
                .forEach(transfer -> look(transfer, now));
        changed.forEach(place -> store.holds(
                place.sku(),
                place.location(),
                HoldKind.TRANSFER,
                (id, hold) -> look(new Transfer(place.sku(), place.location(), id), hold, now)));
        changed.clear();
        for (Iterator<Map.Entry<Transfer, Open>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Transfer, Open> entry = all.next();
            Open one = entry.getValue();
            boolean due = !one.due().isAfter(now);
            if (one.missing().signum() == 0) {
                // It may have been told before a restart, which this memory did not outlive.
                if (one.told() != null || due) {
                    each.accept(TransferSignal.of(store, entry.getKey(), one.in(), one.missing(), one.since(), now));
                }
                all.remove();
            } else if (due && (one.told() == null || one.told().compareTo(one.missing()) != 0)) {
                each.accept(TransferSignal.of(store, entry.getKey(), one.in(), one.missing(), one.since(), now));
                entry.setValue(new Open(one.in(), one.out(), one.since(), one.due(), one.missing()));
            }
        }
        unsettled.clear();
        open.keySet().forEach(transfer -> unsettled.add(Place.of(transfer.sku(), transfer.location())));
    }

    private void look(Transfer transfer, Instant now) {
        look(transfer, store.hold(transfer.sku(), transfer.location(), HoldKind.TRANSFER, transfer.id()), now);
    }

    private void look(Transfer transfer, Hold hold, Instant now) {
        Open known = open.get(transfer);
        if (known == null) {
            if (hold.in().compareTo(hold.out()) != 0) {
                open.put(transfer, opened(hold, now, null));
            }
        } else if (known.in().compareTo(hold.in()) != 0 || known.out().compareTo(hold.out()) != 0) {
            open.put(transfer, opened(hold, now, known.told()));
        }
    }

    private Open opened(Hold hold, Instant now, @Nullable BigDecimal told) {
        // A clock that is ahead must not keep a transfer from being told for a year.
        Instant left = hold.since() == null || hold.since().isBefore(now) ? hold.since() : now;
        if (left == null) {
            return new Open(hold.in(), hold.out(), now, now.plus(patience.arrival()), told);
        }
        return hold.out().signum() == 0
                ? new Open(hold.in(), hold.out(), left, left.plus(patience.arrival()), told)
                : new Open(hold.in(), hold.out(), now, now.plus(patience.rest()), told);
    }
}
