package io.tillwatch.app.bench;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Till receipts of two or three lines, keyed by store: each line is a movement that must travel to its SKU.
 *
 * @param begin when the first was paid
 * @param between how long after one the next is paid
 */
record ReceiptTraffic(long seed, Goods goods, Instant begin, Duration between) implements Traffic {
    private static final int TILLS = 12;
    private static final String CURRENCY = "GBP";
    /** From the payment to the log. */
    static final long TRANSPORT_MILLIS = 1500;

    /** A thousand a second. */
    ReceiptTraffic(long seed, Goods goods, Instant begin) {
        this(seed, goods, begin, Duration.ofMillis(1));
    }

    private Instant paid(long number) {
        return begin.plusNanos(number * between.toNanos());
    }

    /** What is sold of a position, in thousandths. */
    private record Sold(int position, long amount) {}

    @Override
    public String topic() {
        return TopicNames.SALES;
    }

    @Override
    public String position(int position) {
        return goods.key(position);
    }

    @Override
    public int position(String key) {
        return goods.position(key);
    }

    @Override
    public int positions() {
        return goods.keys();
    }

    @Override
    public void tell(long number, Deeds deeds) {
        long time = paid(number).toEpochMilli();
        sold(number).forEach(one -> deeds.moved(one.position(), time, -one.amount()));
    }

    private List<Sold> sold(long number) {
        SplittableRandom chance = Goods.chance(seed, number);
        List<Sold> sold = new ArrayList<>();
        int lines = 2 + chance.nextInt(2);
        for (int i = 0; i < lines; i++) {
            int position = goods.any(chance) / Goods.LOCATIONS * Goods.LOCATIONS + store(number);
            sold.add(new Sold(position, goods.amount(position, 1 + chance.nextInt(3), chance)));
        }
        return sold;
    }

    private static int store(long number) {
        return (int) (number % Goods.LOCATIONS);
    }

    @Override
    public ProducerRecord<String, byte[]> record(long number) {
        Instant time = paid(number);
        String store = goods.location(store(number));
        long visit = number / Goods.LOCATIONS;
        String till = Goods.numbered("till-", visit % TILLS, 2);
        String receipt = Goods.numbered(store + "/" + till + "/", visit / TILLS, 7);
        Envelope envelope = Envelope.of(
                        "/pos/" + store + "/" + till,
                        new UUID(seed, number).toString(),
                        EventType.SALE_COMPLETED,
                        receipt,
                        time.atOffset(ZoneOffset.UTC))
                .recordedAt(time)
                .sequenced(visit / TILLS + 1, null)
                .inFlow("pos-sales");
        return EventCodec.encode(
                new Event<>(envelope, sale(number, receipt, store, till)),
                store,
                time.toEpochMilli() + TRANSPORT_MILLIS);
    }

    private SaleCompleted sale(long number, String receipt, String store, String till) {
        List<SaleLine> lines = new ArrayList<>();
        long sum = 0;
        for (Sold one : sold(number)) {
            long price = 199L + one.position() % 5000;
            sum += price;
            lines.add(new SaleLine(
                    lines.size() + 1,
                    goods.sku(one.position()),
                    goods.quantity(one.position(), one.amount()),
                    new Money(price, CURRENCY),
                    new Money(price, CURRENCY),
                    null,
                    null));
        }
        Money total = new Money(sum, CURRENCY);
        return new SaleCompleted(
                receipt,
                new UUID(seed ^ 1, number).toString(),
                store,
                till,
                store + "/" + till + "/1",
                "pos",
                lines,
                total,
                new Money(sum / 6, CURRENCY),
                List.of(new Tender("card", total)),
                null);
    }
}
