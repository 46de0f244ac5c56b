package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A start on what stands somewhere already: from the start until the topology runs and a position reads as it must.
 *
 * @param records how many changelog records came back from the broker
 * @param restoringSeconds from the first of them to the last
 */
record Comeback(double seconds, long records, double restoringSeconds) {
    private static final Duration LOOK_EVERY = Duration.ofMillis(10);
    private static final Duration RIGHT_WITHIN = Duration.ofSeconds(30);
    private static final String RESTORED = "records-consumed-total";

    /**
     * @param start starts the ledger and returns when it runs
     * @param position some position that the books know
     */
    static Comeback of(Supplier<Ledger> start, Traffic traffic, PlainBooks books, int position, Holder holder) {
        long began = System.nanoTime();
        CompletableFuture<Ledger> starting = CompletableFuture.supplyAsync(start);
        long records = 0;
        long first = 0;
        long last = 0;
        while (!starting.isDone()) {
            long now = restored();
            if (now > records) {
                first = first == 0 ? System.nanoTime() - LOOK_EVERY.toNanos() : first;
                last = System.nanoTime();
                records = now;
            }
            Pause.of(LOOK_EVERY);
        }
        Ledger ledger = join(starting);
        holder.hold(ledger);
        long deadline = System.nanoTime() + RIGHT_WITHIN.toNanos();
        while (!books.right(position, ledger.position(traffic.position(position)))) {
            if (System.nanoTime() > deadline) {
                throw new UserError("a position is not right after a start: the state that came back is damaged");
            }
            Pause.of(LOOK_EVERY);
        }
        return new Comeback((System.nanoTime() - began) / 1e9, records, (last - first) / 1e9);
    }

    /** Keeps the ledger that was started, so that it is closed whatever comes. */
    interface Holder {
        void hold(Ledger ledger);
    }

    private static Ledger join(CompletableFuture<Ledger> starting) {
        try {
            return starting.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UserError problem) {
                throw problem;
            }
            throw e;
        }
    }

    /** As the restore consumers of this process count it in their metrics. */
    private static long restored() {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        long sum = 0;
        try {
            ObjectName consumers = new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*");
            for (ObjectName name : beans.queryNames(consumers, null)) {
                if (name.getKeyProperty("client-id").contains("restore-consumer")) {
                    sum += ((Number) beans.getAttribute(name, RESTORED)).longValue();
                }
            }
        } catch (JMException e) {
            // A consumer that went away between the listing and the question counts no more.
            return sum;
        }
        return sum;
    }
}
