package io.tillwatch.app.bench;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.StockPosition;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends marked events among the others, one piece more of a SKU of its own each, and asks over HTTP until the position
 * says so. Each of a few probers waits for its event before it sends the next.
 */
final class Prober implements Runnable {
    private static final int PROBERS = 4;
    private static final String LOCATION = "store-000";
    /** Between a prober's events; a prime, so that probes fall anywhere between two commits. */
    private static final Duration EVERY = Duration.ofMillis(397);
    /** The figure may be too long by as much, never too short. */
    private static final Duration ASK_EVERY = Duration.ofMillis(20);

    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);
    private static final int DIGITS = 3;

    private final BenchBroker broker;
    private final Http http;
    private final Schedule schedule;
    private final Histogram latencies = new ConcurrentHistogram(DIGITS);
    private final AtomicLong failures = new AtomicLong();

    Prober(BenchBroker broker, Http http, Schedule schedule) {
        this.broker = broker;
        this.http = http;
        this.schedule = schedule;
    }

    /** Nanoseconds. */
    Histogram latencies() {
        return latencies;
    }

    long failures() {
        return failures.get();
    }

    @Override
    public void run() {
        Map<String, Object> properties = new HashMap<>(broker.clientProperties());
        properties.put("linger.ms", 0);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            List<CompletableFuture<Void>> probers = new ArrayList<>();
            for (int i = 0; i < PROBERS; i++) {
                int number = i;
                probers.add(CompletableFuture.runAsync(() -> probe(producer, number), work -> {
                    Thread thread = new Thread(work, "bench-prober");
                    thread.setDaemon(true);
                    thread.start();
                }));
            }
            probers.forEach(CompletableFuture::join);
        }
    }

    private void probe(KafkaProducer<String, byte[]> producer, int number) {
        String sku = "PROBE-" + number;
        long next = schedule.begin() + number * EVERY.toNanos() / PROBERS;
        for (int sent = 1; !schedule.over(next); sent++) {
            Schedule.await(next);
            long began = System.nanoTime();
            broker.send(producer, EventCodec.encode(received(sku, sent), sku, System.currentTimeMillis()), done -> {});
            boolean shown = shown(sku + "|" + LOCATION, BigDecimal.valueOf(sent), began);
            if (schedule.counts(began)) {
                latencies.recordValue(System.nanoTime() - began);
                failures.addAndGet(shown ? 0 : 1);
            }
            next = Math.max(next + EVERY.toNanos(), System.nanoTime());
        }
    }

    private static Event<?> received(String sku, int number) {
        Envelope envelope = Envelope.of(
                        "/bench/prober",
                        sku + "-" + number,
                        EventType.STOCK_RECEIVED,
                        sku,
                        OffsetDateTime.now(ZoneOffset.UTC))
                .inFlow("warehouse");
        return new Event<>(envelope, new StockReceived(sku, LOCATION, Quantity.each(1), null));
    }

    private boolean shown(String key, BigDecimal onHand, long began) {
        while (System.nanoTime() - began < GIVE_UP_AFTER.toNanos()) {
            try {
                StockPosition position = http.position(key);
                if (position != null && position.onHand().compareTo(onHand) == 0) {
                    return true;
                }
            } catch (IOException e) {
                // Counted as a failure by the caller.
                return false;
            }
            Pause.of(ASK_EVERY);
        }
        return false;
    }
}
