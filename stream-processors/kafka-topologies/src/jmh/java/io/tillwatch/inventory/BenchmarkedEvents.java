package io.tillwatch.inventory;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Events for benchmarks, the same each time. */
final class BenchmarkedEvents {
    private static final Instant BEGIN = Instant.parse("2026-03-10T09:00:00Z");
    private static final Money PRICE = Money.of("4.99", "GBP");
    private static final int SKUS = 500;
    private static final int STORES = 20;
    private static final long SEED = 1;

    private BenchmarkedEvents() {}

    static Event<?> adjusted() {
        return stock(7, 12, 3);
    }

    static Event<?> receipt() {
        List<SaleLine> lines = List.of(line(1), line(2), line(3));
        SaleCompleted sale = new SaleCompleted(
                "store-003/till-02/0004711",
                "0b9e1f0e-7d4f-4c53-9d6f-0e6f3f1f9b11",
                "store-003",
                "till-02",
                "store-003/till-02/31",
                "pos",
                lines,
                Money.of("14.97", "GBP"),
                Money.of("2.49", "GBP"),
                List.of(new Tender("card", Money.of("14.97", "GBP"))),
                null);
        Envelope envelope = Envelope.of(
                        "/pos/store-003/till-02",
                        "0b9e1f0e-7d4f-4c53-9d6f-0e6f3f1f9b12",
                        EventType.SALE_COMPLETED,
                        "store-003/till-02/0004711",
                        BEGIN.atOffset(ZoneOffset.UTC))
                .sequenced(4711, null)
                .inFlow("pos-sales");
        return new Event<>(envelope, sale);
    }

    private static SaleLine line(int number) {
        return new SaleLine(number, "SKU-000000" + number, Quantity.each(1), PRICE, PRICE, null, null);
    }

    /** Receipts and sold goods over many positions, the first SKUs busier. */
    static List<Event<?>> many(int count) {
        SplittableRandom chance = new SplittableRandom(SEED);
        List<Event<?>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double even = chance.nextDouble();
            events.add(stock(i, (int) (even * even * SKUS), chance.nextInt(STORES)));
        }
        return events;
    }

    private static Event<?> stock(int number, int item, int store) {
        boolean arrived = number % 4 == 0;
        String sku = "SKU-" + (1_000_000 + item);
        String location = "store-" + (100 + store);
        Envelope envelope = Envelope.of(
                        "/wms/dc-1/station-" + number % 240,
                        "event-" + number,
                        arrived ? EventType.STOCK_RECEIVED : EventType.STOCK_ADJUSTED,
                        sku,
                        BEGIN.plusMillis(number).atOffset(ZoneOffset.UTC))
                .sequenced(number / 240 + 1L, null)
                .inFlow("warehouse");
        return new Event<>(
                envelope,
                arrived
                        ? new StockReceived(sku, location, Quantity.each(12), "PO-" + number / 8)
                        : new StockAdjusted(sku, location, Quantity.each(-1), "sold on ticket " + number / 8));
    }
}
