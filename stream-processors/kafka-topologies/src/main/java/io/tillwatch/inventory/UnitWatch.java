package io.tillwatch.inventory;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells of positions that add several units, such as pieces and kilograms, and when that is corrected. There is no
 * grace: later events do not heal it. One thread at a time.
 */
final class UnitWatch implements LedgerWatch {
    private final Map<String, String> told = new LinkedHashMap<>();
    private final Map<String, Signal> news = new LinkedHashMap<>();

    @Override
    public boolean note(Place place, Book book, boolean watched, Instant now) {
        String unit = book.unit();
        boolean mixed = Units.mixed(unit);
        if (!mixed && !watched) {
            return false;
        }
        String subject = place.key() + "|units";
        if (mixed) {
            if (!unit.equals(told.put(subject, unit))) {
                news.put(subject, signal(subject, place.sku(), place.location(), unit, Signal.State.FIRING, now));
            }
        } else if (told.remove(subject) != null) {
            news.put(subject, signal(subject, place.sku(), place.location(), unit, Signal.State.RECOVERED, now));
        }
        return mixed;
    }

    @Override
    public void tell(Instant now, Consumer<Signal> each) {
        news.values().forEach(each);
        news.clear();
    }

    private static Signal signal(
            String subject, String sku, String location, String unit, Signal.State state, Instant now) {
        String where = sku + " at " + location;
        return new Signal(
                "mixed-units:" + subject + ":" + unit + ":" + state + ":" + now.toEpochMilli(),
                IncidentKind.STOCK_DRIFT,
                Signal.DEFAULT_SCOPE,
                subject,
                "stock-feed",
                "inventory/mixed-units",
                state,
                now,
                now,
                now,
                0.6,
                state == Signal.State.FIRING
                        ? where + " is booked in several units, " + unit.replace("+", " and ")
                                + ": its figures add what does not add up until one of them is corrected or converted."
                        : where + " is booked in one unit again.",
                null,
                null,
                null,
                0,
                List.of(sku, location),
                Map.of("units", unit, "explanation", "units"),
                null,
                null);
    }
}
