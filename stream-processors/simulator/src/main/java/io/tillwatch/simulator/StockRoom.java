package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.StockBufferSet;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockTransferred;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.simulator.demand.Demand.Product;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Everything about stock that is neither sold nor ordered: goods in, counts, write-offs, transfers, buffers. */
final class StockRoom {
    private static final double ADJUSTMENTS_PER_MINUTE = 0.4;
    private static final double TRANSFERS_PER_MINUTE = 0.08;
    private static final double RECEIPTS_PER_MINUTE = 0.2;
    private static final double COUNTS_PER_MINUTE = 0.25;
    private static final double MISTAKES = 0.04;
    private static final double BUFFERED = 0.05;
    private static final int OFFLINE_COUNTED = 30;

    private final SimulatorConfig config;
    private final Retailer retailer;
    private final Script script;
    private final Shelves shelves;
    private final FaultPlan plan;
    private final Dice dice;
    private final List<Store> onlineStores;
    private final List<PendingCount> counts = new ArrayList<>();
    private int number;

    private record PendingCount(String count, String sku, String location, Instant at, String source, Store store) {}

    StockRoom(SimulatorConfig config, Retailer retailer, Script script, Shelves shelves, FaultPlan plan) {
        this.config = config;
        this.retailer = retailer;
        this.script = script;
        this.shelves = shelves;
        this.plan = plan;
        this.dice = Dice.of(config.seed(), "stock-room");
        this.onlineStores = retailer.stores().stream()
                .filter(store -> !plan.everOffline(store))
                .toList();
    }

    void work(Window trade) {
        each(trade, ADJUSTMENTS_PER_MINUTE, this::adjust);
        each(trade, TRANSFERS_PER_MINUTE, this::transfer);
        each(trade, RECEIPTS_PER_MINUTE, this::receive);
        each(trade, COUNTS_PER_MINUTE, at -> {
            Store store = dice.pick(onlineStores);
            count(store, dice.pick(store.assortment()).sku(), at, store.backOffice());
        });
        plan.outages().forEach(this::countOffline);
    }

    private interface At {
        void happen(Instant moment);
    }

    private void each(Window window, double perMinute, At what) {
        int times = dice.poisson(perMinute * window.minutes() * Math.min(1, config.scale()));
        for (int i = 0; i < times; i++) {
            what.happen(dice.in(window));
        }
    }

    private void adjust(Instant at) {
        Store store = dice.pick(onlineStores);
        String sku = dice.pick(store.assortment()).sku();
        boolean found = dice.chance(0.1);
        long pieces = found ? dice.between(1, 2) : -dice.between(1, 3);
        String text = found ? "found" : retailer.demand().writeOffTexts().draw(dice.random());
        Quantity quantity = Quantity.each(pieces);
        Draft adjusted = event(store.backOffice(), EventType.STOCK_ADJUSTED, at, sku, "ADJ", store.zone())
                .body(new StockAdjusted(sku, store.id(), quantity, text));
        shelves.need(sku, store.id(), Math.max(0, -pieces));
        if (dice.chance(MISTAKES)) {
            Instant noticed = at.plus(dice.minutes(1, 5));
            event(store.backOffice(), EventType.STOCK_ADJUSTED, noticed, sku, "ADJ", store.zone())
                    .corrects(adjusted)
                    .causedBy(adjusted)
                    .body(new StockAdjusted(sku, store.id(), quantity.negate(), "entered by mistake"));
            if (!script.happens(noticed)) {
                shelves.move(sku, store.id(), at, pieces);
            }
        } else {
            shelves.move(sku, store.id(), at, pieces);
        }
    }

    private void transfer(Instant at) {
        Store to = dice.pick(onlineStores);
        String id = String.format(Locale.ROOT, "TR-%05d", ++number);
        Instant arrives = at.plus(dice.minutes(25, 80));
        int skus = dice.between(2, 5);
        for (int i = 0; i < skus; i++) {
            String sku = to.assortment()
                    .get((number * 7 + i * 31) % to.assortment().size())
                    .sku();
            long pieces = dice.between(2, 12);
            StockTransferred body = new StockTransferred(id, sku, Retailer.WAREHOUSE, to.id(), Quantity.each(pieces));
            Draft sent = event(Retailer.WMS, EventType.STOCK_TRANSFER_DISPATCHED, at, sku, id, Retailer.LONDON)
                    .body(body);
            shelves.need(sku, Retailer.WAREHOUSE, pieces);
            shelves.move(sku, Retailer.WAREHOUSE, at, -pieces);
            event(to.backOffice(), EventType.STOCK_TRANSFER_RECEIVED, arrives, sku, id, to.zone())
                    .causedBy(sent)
                    .body(body);
            shelves.move(sku, to.id(), arrives, pieces);
        }
    }

    private void receive(Instant at) {
        String sku = dice.pick(retailer.range()).sku();
        String document = String.format(Locale.ROOT, "GRN-%05d", ++number);
        long pieces = dice.between(10, 120);
        event(Retailer.WMS, EventType.STOCK_RECEIVED, at, sku, document, Retailer.LONDON)
                .body(new StockReceived(sku, Retailer.WAREHOUSE, Quantity.each(pieces), document));
        shelves.move(sku, Retailer.WAREHOUSE, at, pieces);
    }

    /** A handheld on mobile data counts while the shop's link is down. */
    private void countOffline(FaultPlan.Outage outage) {
        Instant at = outage.countedAt();
        if (at == null) {
            return;
        }
        List<Product> assortment = outage.store().assortment();
        for (int i = 0; i < Math.min(OFFLINE_COUNTED, assortment.size()); i++) {
            count(
                    outage.store(),
                    assortment.get(i).sku(),
                    at.plusSeconds(i * 4L),
                    "/handheld/" + outage.store().id() + "/hh-1");
        }
    }

    private void count(Store store, String sku, Instant at, String source) {
        if (plan.reserved(sku, store.id())) {
            return;
        }
        if (dice.chance(0.06)) {
            // A piece that went missing: no event tells of it, only the next count does.
            shelves.need(sku, store.id(), 1);
            shelves.move(sku, store.id(), at.minusSeconds(1), -1);
        }
        counted(store, sku, at, source);
    }

    /** A count that finds what physically lies there. */
    void counted(Store store, String sku, Instant at, String source) {
        counts.add(
                new PendingCount(String.format(Locale.ROOT, "CNT-%05d", ++number), sku, store.id(), at, source, store));
    }

    /** Opening stock, once it is known what the day needs; then counts find what there is. */
    void open(Window window) {
        Dice opening = Dice.of(config.seed(), "opening-stock");
        for (Product product : retailer.range()) {
            openAt(product, Retailer.WAREHOUSE, Retailer.WMS, 40, Retailer.LONDON, window, opening);
        }
        for (Store store : retailer.stores()) {
            for (Product product : store.assortment()) {
                openAt(product, store.id(), store.backOffice(), 8, store.zone(), window, opening);
            }
        }
        counts.forEach(this::settle);
    }

    private void openAt(
            Product product, String location, String source, int spare, ZoneId zone, Window window, Dice opening) {
        String sku = product.sku();
        Duration most = window.length().dividedBy(2);
        Instant at = window.from().plusMillis((long) (opening.share(0, 1) * most.toMillis()));
        boolean touched = plan.reserved(sku, location);
        boolean buffered = opening.chance(BUFFERED) && !touched;
        long buffer = buffered ? opening.between(1, 4) : 0;
        long pieces = shelves.needed(sku, location) + buffer + opening.between(spare / 2, spare * 3);
        if (plan.lastPieces(sku, location)) {
            pieces = shelves.needed(sku, location) + 1;
        }
        event(source, EventType.STOCK_RECEIVED, at, sku, "OPENING", zone)
                .body(new StockReceived(sku, location, Quantity.each(pieces), "opening stock"));
        shelves.open(sku, location, pieces);
        Instant later = at.plus(most);
        if (buffered) {
            event(source, EventType.STOCK_BUFFER_SET, later, sku, "BUFFER", zone)
                    .body(new StockBufferSet(sku, location, Quantity.each(buffer)));
        }
        if (opening.chance(0.05) && !touched) {
            event(source, EventType.STOCK_COUNTED, later, sku, "OPENING", zone)
                    .body(new StockCounted("OPEN-" + sku + "-" + location, sku, location, Quantity.each(pieces), null));
        }
    }

    private void settle(PendingCount pending) {
        Store store = pending.store();
        long pieces = shelves.countedAt(pending.sku(), pending.location(), pending.at());
        event(pending.source(), EventType.STOCK_COUNTED, pending.at(), pending.sku(), pending.count(), store.zone())
                .bodyWith(sequences -> {
                    Map<String, Long> cut = new HashMap<>();
                    for (String till : store.tills()) {
                        String source = store.tillSource(till);
                        cut.put(StockCounted.cutKey(source, Draft.EPOCH), sequences.last(source, pending.at()));
                    }
                    return new StockCounted(
                            pending.count(), pending.sku(), pending.location(), Quantity.each(pieces), cut);
                });
    }

    private Draft event(String source, EventType type, Instant at, String sku, String document, ZoneId zone) {
        return script.event(source, type, at)
                .subject(sku)
                .about(document)
                .key(sku)
                .flow(source.equals(Retailer.WMS) ? "warehouse" : "stock-feed")
                .in(zone);
    }
}
