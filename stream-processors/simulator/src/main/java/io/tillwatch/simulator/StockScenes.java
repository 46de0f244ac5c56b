package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockTransferred;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.simulator.Manifest.FaultKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The faults of a fault day that sit in the stock: transfers that do not arrive as they left, a unit error, a bad count. */
final class StockScenes {
    private static final Duration A_DAY = Duration.ofHours(24);
    static final int SENT = 12;
    /** So many packs came. */
    static final int PACKS = 3;

    private final Script script;
    private final Shelves shelves;
    private final FaultPlan plan;
    private @Nullable Draft inPieces;
    private @Nullable Instant arrived;

    StockScenes(Script script, Shelves shelves, FaultPlan plan) {
        this.script = script;
        this.shelves = shelves;
        this.plan = plan;
    }

    void play(StockRoom room) {
        FaultSpec tooFew = plan.spec(FaultKind.TRANSFER_SHORT);
        if (tooFew != null) {
            Instant left = tooFew.window().from();
            Instant came = left.plus(Duration.ofMinutes(30 + 3L * tooFew.size()));
            Draft sent = dispatch(tooFew, "TR-SHORT-1", left);
            transfer(tooFew, "TR-SHORT-1", EventType.STOCK_TRANSFER_RECEIVED, came, SENT - tooFew.size())
                    .causedBy(sent);
            shelves.move(tooFew.product().sku(), tooFew.store().id(), came, SENT - tooFew.size());
            arrived = came;
        }
        FaultSpec lost = plan.spec(FaultKind.TRANSFER_LOST);
        if (lost != null) {
            dispatch(lost, "TR-LOST-1", lost.window().from().minus(A_DAY));
        }
        FaultSpec unit = plan.spec(FaultKind.UNIT_ERROR);
        if (unit != null) {
            receiveInPieces(unit);
        }
        FaultSpec count = plan.spec(FaultKind.COUNT_OFF);
        if (count != null) {
            String sku = count.product().sku();
            Instant at = count.window().from();
            shelves.need(sku, count.store().id(), count.size());
            shelves.move(sku, count.store().id(), at.minusSeconds(1), -count.size());
            room.counted(count.store(), sku, at, count.store().backOffice());
        }
    }

    /** The receipt that Odoo books in packs; null without that fault. */
    @Nullable
    Draft inPieces() {
        return inPieces;
    }

    /** When the transfer came of which a part is missing; null without that fault. */
    @Nullable
    Instant shortArrival() {
        return arrived;
    }

    private Draft dispatch(FaultSpec spec, String id, Instant at) {
        shelves.need(spec.product().sku(), Retailer.WAREHOUSE, SENT);
        shelves.move(spec.product().sku(), Retailer.WAREHOUSE, at, -SENT);
        return transfer(spec, id, EventType.STOCK_TRANSFER_DISPATCHED, at, SENT);
    }

    private Draft transfer(FaultSpec spec, String id, EventType type, Instant at, long pieces) {
        boolean out = type == EventType.STOCK_TRANSFER_DISPATCHED;
        String sku = spec.product().sku();
        Quantity quantity = Quantity.each(pieces);
        return script.event(out ? Retailer.WMS : spec.store().backOffice(), type, at)
                .subject(sku)
                .about(id)
                .key(sku)
                .flow(out ? "warehouse" : "stock-feed")
                .in(out ? Retailer.LONDON : spec.store().zone())
                .body(new StockTransferred(
                        id, sku, Retailer.WAREHOUSE, spec.store().id(), quantity));
    }

    private void receiveInPieces(FaultSpec spec) {
        String sku = spec.product().sku();
        Instant at = spec.window().from();
        long pieces = (long) spec.size() * PACKS;
        shelves.move(sku, Retailer.WAREHOUSE, at, pieces);
        inPieces = script.event(Retailer.WMS, EventType.STOCK_RECEIVED, at)
                .subject(sku)
                .about("GRN-PACKS")
                .key(sku)
                .flow("warehouse")
                .body(new StockReceived(sku, Retailer.WAREHOUSE, Quantity.each(pieces), "GRN-PACKS"));
    }
}
