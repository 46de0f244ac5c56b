package io.tillwatch.app.bench;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tills that ring one receipt each, dated a year ahead: each is an incident of its own at once, by one event, so the time
 * until it is told is the pipeline's and not a detector's patience. Thread-safe.
 */
final class MarkedTills {
    private static final Duration AHEAD = Duration.ofDays(365);
    private static final Money PRICE = Money.of("1.00", "GBP");
    private static final int DIGITS = 3;

    private final Goods goods;
    /** When each till's receipt was sent; gone when its incident was stored. */
    private final Map<String, Long> waiting = new ConcurrentHashMap<>();

    private final AtomicLong sent = new AtomicLong();
    private final Histogram latencies = new ConcurrentHistogram(DIGITS);

    MarkedTills(Goods goods) {
        this.goods = goods;
    }

    /** The next till's receipt, to be sent now. */
    ProducerRecord<String, byte[]> next() {
        long number = sent.incrementAndGet();
        String store = goods.location((int) (number % Goods.LOCATIONS));
        String till = "marked-" + number;
        String source = "/pos/" + store + "/" + till;
        Instant now = Instant.now();
        String receipt = store + "/" + till + "/1";
        SaleLine line = new SaleLine(1, goods.sku(0), Quantity.each(1), PRICE, PRICE, null, null);
        SaleCompleted sale = new SaleCompleted(
                receipt,
                receipt,
                store,
                till,
                receipt,
                "pos",
                List.of(line),
                PRICE,
                Money.of("0.17", "GBP"),
                List.of(new Tender("card", PRICE)),
                null);
        Envelope envelope = Envelope.of(
                        source,
                        receipt,
                        EventType.SALE_COMPLETED,
                        receipt,
                        now.plus(AHEAD).atOffset(ZoneOffset.UTC))
                .sequenced(1L, null)
                .inFlow("pos-sales");
        waiting.put(source, System.nanoTime());
        return EventCodec.encode(new Event<>(envelope, sale), store, now.toEpochMilli());
    }

    /** Hears of every document that Elasticsearch has taken. */
    void stored(ConsumerRecord<String, byte[]> record) {
        if (!record.topic().equals(TopicNames.INCIDENTS) || record.value() == null) {
            return;
        }
        Incident incident = Json.read(record.value(), Incident.class);
        Long began = incident.kind() == IncidentKind.CLOCK_SKEW ? waiting.remove(incident.subject()) : null;
        if (began != null) {
            latencies.recordValue(System.nanoTime() - began);
        }
    }

    /** Nanoseconds from before a receipt was sent until its incident stood in Elasticsearch. */
    Histogram latencies() {
        return latencies;
    }

    long sent() {
        return sent.get();
    }

    /** How many are not told yet. */
    int untold() {
        return waiting.size();
    }
}
