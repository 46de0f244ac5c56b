package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;

/** Writes the first events as fast as it can, waits for the word, and writes the others at their rate. */
final class Writer implements Runnable {
    private static final int LOOK_MILLIS = 100;

    private final BenchBroker broker;
    private final Traffic traffic;
    private final Arrivals arrivals;
    private final long first;
    private final CountDownLatch firstWritten = new CountDownLatch(1);
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

    /** Until the first events are on the broker, or the writing failed. */
    void awaitFirst(CompletableFuture<Void> writing) {
        try {
            while (!writing.isDone() && !firstWritten.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                continue;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("stopped", e);
        }
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
                    firstWritten.countDown();
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
