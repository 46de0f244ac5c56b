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
        return receipt(4711, 3, List.of(line(1), line(2), line(3)));
    }

    /** Receipts of three lines from all shops, the first SKUs busier. */
    static List<Event<?>> receipts(int count) {
        SplittableRandom chance = new SplittableRandom(SEED);
        List<Event<?>> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<SaleLine> lines = new ArrayList<>();
            for (int number = 1; number <= 3; number++) {
                double even = chance.nextDouble();
                String sku = "SKU-" + (1_000_000 + (int) (even * even * SKUS));
                lines.add(new SaleLine(number, sku, Quantity.each(1), PRICE, PRICE, null, null));
            }
            events.add(receipt(i, chance.nextInt(STORES), lines));
        }
        return events;
    }

    private static Event<?> receipt(int number, int shop, List<SaleLine> lines) {
        String store = "store-" + (100 + shop);
        String till = "/till-0" + (1 + number % 3);
        SaleCompleted sale = new SaleCompleted(
                store + till + "/" + (1_000_000 + number),
                "0b9e1f0e-7d4f-4c53-9d6f-" + (100_000_000_000L + number),
                store,
                till.substring(1),
                store + till + "/31",
                "pos",
                lines,
                Money.of("14.97", "GBP"),
                Money.of("2.49", "GBP"),
                List.of(new Tender("card", Money.of("14.97", "GBP"))),
                null);
        Envelope envelope = Envelope.of(
                        "/pos/" + store + till,
                        "0b9e1f0e-7d4f-4c53-9d7f-" + (100_000_000_000L + number),
                        EventType.SALE_COMPLETED,
                        store + till + "/" + (1_000_000 + number),
                        BEGIN.plusMillis(number).atOffset(ZoneOffset.UTC))
                .sequenced(number + 1L, null)
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
