package io.tillwatch.inventory;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What is told of a correction that undoes nothing, since its target is older than what the ledger keeps one by one. */
final class LateCorrection {
    private static final double STRENGTH = 0.5;

    private LateCorrection() {}

    static Signal of(Place place, EventRef target, Instant now) {
        return new Signal(
                "late-correction:" + place.key() + ":" + target.encoded(),
                IncidentKind.STOCK_DRIFT,
                Signal.DEFAULT_SCOPE,
                place.key(),
                "stock-feed",
                "inventory/late-correction",
                Signal.State.FIRING,
                now,
                now,
                now,
                STRENGTH,
                place.sku() + " at " + place.location() + ": a correction came for an event that is older than the"
                        + " ledger keeps one by one, so nothing was undone. Count the shelf, or adjust it.",
                1.0,
                0.0,
                null,
                0,
                List.of(place.sku(), place.location()),
                Map.of(
                        "source", target.source(),
                        "event", target.id(),
                        "explanation", "correction of an event beyond the horizon"),
                null,
                null);
    }
}
