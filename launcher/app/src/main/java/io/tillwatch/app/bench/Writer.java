package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** Writes the first events as fast as it can, waits for the word, and writes the others at their rate. */
final class Writer implements Runnable {
    private final BenchBroker broker;
    private final Traffic traffic;
    private final Arrivals arrivals;
    private final long first;
    private final CompletableFuture<Void> firstWritten = new CompletableFuture<>();
    private final CountDownLatch word = new CountDownLatch(1);
    private volatile @Nullable Schedule schedule;
    private volatile double rate;
    private volatile double eventsPerSecond;
    private long written;

    Writer(BenchBroker broker, Traffic traffic, Arrivals arrivals, long first) {
        this.broker = broker;
        this.traffic = traffic;
        this.arrivals = arrivals;
        this.first = first;
    }

    /** Done when the first events are on the broker. */
    CompletableFuture<Void> firstWritten() {
        return firstWritten;
    }

    void goOn(Schedule when, double aSecond) {
        rate = aSecond;
        schedule = when;
        word.countDown();
    }

    /** How fast the paced events were really written. */
    double eventsPerSecond() {
        return eventsPerSecond;
    }

    @Override
    public void run() {
        try (KafkaProducer<String, byte[]> producer = broker.producer()) {
            arrivals.forEach(number -> {
                if (written == first) {
                    producer.flush();
                    firstWritten.complete(null);
                    awaitWord();
                }
                Schedule when = schedule;
                if (when != null) {
                    Schedule.await(when.due(written - first, rate));
                }
                broker.send(producer, traffic.record(number), metadata -> {});
                written++;
            });
            producer.flush();
        }
        Schedule when = schedule;
        if (when != null) {
            eventsPerSecond = (written - first) / ((System.nanoTime() - when.begin()) / 1e9);
        }
    }

    private void awaitWord() {
        try {
            word.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped", e);
        }
    }
}
