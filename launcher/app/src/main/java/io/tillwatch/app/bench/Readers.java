package io.tillwatch.app.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Point reads over HTTP at a steady rate, of positions that are known; timed from when each was due. */
final class Readers implements Runnable {
    private static final int CONNECTIONS = 16;
    private static final int DIGITS = 3;
    private static final long CHANCE = 7;

    private final Http http;
    private final Traffic traffic;
    private final PlainBooks known;
    private final Schedule schedule;
    private final double rate;
    private final Histogram latencies = new ConcurrentHistogram(DIGITS);
    private final AtomicLong failures = new AtomicLong();

    Readers(Http http, Traffic traffic, PlainBooks known, Schedule schedule, double rate) {
        this.http = http;
        this.traffic = traffic;
        this.known = known;
        this.schedule = schedule;
        this.rate = rate;
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
        List<CompletableFuture<Void>> connections = new ArrayList<>();
        Executor threads = work -> {
            Thread thread = new Thread(work, "bench-reader");
            thread.setDaemon(true);
            thread.start();
        };
        for (int i = 0; i < CONNECTIONS; i++) {
            int connection = i;
            connections.add(CompletableFuture.runAsync(() -> read(connection), threads));
        }
        connections.forEach(CompletableFuture::join);
    }

    /** Every n-th read, one after the other. */
    private void read(int connection) {
        SplittableRandom chance = new SplittableRandom(CHANCE + connection);
        for (long n = connection; ; n += CONNECTIONS) {
            long due = schedule.due(n, rate);
            if (schedule.over(due)) {
                return;
            }
            String key = traffic.position(known.touchedFrom(chance.nextInt(traffic.positions())));
            Schedule.await(due);
            boolean answered = answered(key);
            if (schedule.counts(due)) {
                latencies.recordValue(System.nanoTime() - due);
                failures.addAndGet(answered ? 0 : 1);
            }
        }
    }

    private boolean answered(String key) {
        try {
            return http.get(key) != null;
        } catch (IOException e) {
            // Counted as a failure by the caller: a benchmark with failures is no benchmark.
            return false;
        }
    }
}
