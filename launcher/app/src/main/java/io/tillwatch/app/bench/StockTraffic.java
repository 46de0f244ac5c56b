package io.tillwatch.app.bench;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockReservationSettled;
import io.tillwatch.contracts.retail.StockReserved;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.value.Quantity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Events of {@code retail.stock}, keyed by SKU: a quarter goods received, ten percent reservations and what became of
 * them, one in a thousand a count, the rest adjustments, nearly all of them of what was sold. One movement each.
 *
 * @param fill the first events, as many as this, touch one position after the other
 * @param begin when the first event occurred; each next one a millisecond later
 * @param bodyBytes bodies are filled up to this size with fields that the contract does not name; 0 leaves them
 */
record StockTraffic(long seed, Goods goods, long fill, Instant begin, int bodyBytes) implements Traffic {
    private static final int SOURCES = 240;
    private static final int COUNT_EVERY = 1000;
    private static final int RESERVE_EVERY = 20;
    private static final int RESERVE_AT = 3;
    private static final int SETTLE_AT = 13;
    private static final int SETTLED_WITHIN = 500;
    private static final int RECEIVE_EVERY = 4;
    private static final Duration TRANSPORT = Duration.ofMillis(1500);
    private static final Duration HELD_FOR = Duration.ofDays(7);

    /** What an event is before it has words. */
    private record Act(EventType type, int position, long amount, long reservation) {}

    @Override
    public String topic() {
        return TopicNames.STOCK;
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
        Act act = act(number);
        int position = act.position();
        switch (act.type()) {
            case STOCK_COUNTED -> deeds.counted(position, time(number).toEpochMilli(), count(number), act.amount());
            case STOCK_RESERVED -> deeds.reserved(position, act.reservation(), act.amount());
            case STOCK_RELEASED -> deeds.settled(position, act.reservation(), act.amount());
            case STOCK_FULFILLED -> {
                deeds.settled(position, act.reservation(), act.amount());
                deeds.moved(position, time(number).toEpochMilli(), -act.amount());
            }
            default -> deeds.moved(position, time(number).toEpochMilli(), act.amount());
        }
    }

    @Override
    public ProducerRecord<String, byte[]> record(long number) {
        Act act = act(number);
        Instant time = time(number);
        String sku = goods.sku(act.position());
        Envelope envelope = Envelope.of(
                        Goods.numbered("/wms/dc-1/station-", number % SOURCES, 3),
                        new UUID(seed, number).toString(),
                        act.type(),
                        sku,
                        time.atOffset(ZoneOffset.UTC))
                .recordedAt(time)
                .sequenced(number / SOURCES + 1, null)
                .inFlow("warehouse");
        ProducerRecord<String, byte[]> bare = EventCodec.encode(
                new Event<>(envelope, body(act, number, sku)),
                sku,
                time.plus(TRANSPORT).toEpochMilli());
        return new ProducerRecord<>(
                bare.topic(), null, bare.timestamp(), bare.key(), filled(bare.value(), number), bare.headers());
    }

    private Instant time(long number) {
        return begin.plusMillis(number);
    }

    private static String count(long number) {
        return "C-" + number;
    }

    private Act act(long number) {
        SplittableRandom chance = Goods.chance(seed, number);
        if (number < fill) {
            int every = (int) (number % goods.keys());
            return new Act(EventType.STOCK_RECEIVED, every, goods.amount(every, 1 + chance.nextInt(24), chance), 0);
        }
        int position = goods.any(chance);
        if (number % COUNT_EVERY == COUNT_EVERY / 2) {
            return new Act(EventType.STOCK_COUNTED, position, goods.amount(position, chance.nextInt(60), chance), 0);
        }
        if (number % RESERVE_EVERY == RESERVE_AT) {
            int pieces = 1 + chance.nextInt(3);
            return new Act(EventType.STOCK_RESERVED, position, goods.amount(position, pieces, chance), number);
        }
        long reservation = number - (SETTLE_AT - RESERVE_AT) - (long) RESERVE_EVERY * chance.nextInt(SETTLED_WITHIN);
        if (number % RESERVE_EVERY == SETTLE_AT && reservation >= 0) {
            int where = act(reservation).position();
            EventType type = chance.nextBoolean() ? EventType.STOCK_RELEASED : EventType.STOCK_FULFILLED;
            return new Act(type, where, goods.amount(where, 1 + chance.nextInt(3), chance), reservation);
        }
        if (number % RECEIVE_EVERY == 0) {
            int pieces = 1 + chance.nextInt(24);
            return new Act(EventType.STOCK_RECEIVED, position, goods.amount(position, pieces, chance), 0);
        }
        int found = chance.nextInt(20) == 0 ? 1 : -1;
        long amount = goods.amount(position, 1 + chance.nextInt(3), chance);
        return new Act(EventType.STOCK_ADJUSTED, position, found * amount, 0);
    }

    private Object body(Act act, long number, String sku) {
        String location = goods.location(act.position());
        Quantity quantity = goods.quantity(act.position(), act.amount());
        String reservation = "R-" + act.reservation();
        return switch (act.type()) {
            case STOCK_COUNTED -> new StockCounted(count(number), sku, location, quantity, null);
            case STOCK_RESERVED ->
                new StockReserved(
                        reservation, sku, location, quantity, time(number).plus(HELD_FOR), "O-" + number, null);
            case STOCK_RELEASED, STOCK_FULFILLED ->
                new StockReservationSettled(reservation, sku, location, quantity, "O-" + act.reservation());
            case STOCK_RECEIVED -> new StockReceived(sku, location, quantity, document("PO-", number));
            default -> new StockAdjusted(sku, location, quantity, document("sold on ticket ", number));
        };
    }

    private static @Nullable String document(String kind, long number) {
        return kind + number / 8;
    }

    /** What a vendor adds to a body: read past by whoever obeys the contract. */
    private byte[] filled(byte[] body, long number) {
        String vendor = ",\"device\":\"handheld-" + number % SOURCES + "\",\"operator\":\"employee-" + number % 997
                + "\",\"remark\":\"";
        int missing = bodyBytes - body.length - vendor.length() - 1;
        if (missing < 0) {
            return body;
        }
        String text = new String(body, 0, body.length - 1, StandardCharsets.UTF_8) + vendor
                + "shelf checked, labels in order. ".repeat(missing / 32 + 1).substring(0, missing) + "\"}";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
