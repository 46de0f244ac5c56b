package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import io.tillwatch.contracts.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * One run of the real topology over everything that lies on its topic, from nothing, and what it came to.
 *
 * @param outputs positions told
 * @param wrong positions that differ from the plain books, on the topic or in point reads
 */
record LedgerRun(Rate rate, long outputs, long wrong) {
    private static final Duration SAMPLE_EVERY = Duration.ofMillis(100);
    private static final int LOOK_EVERY_SAMPLES = 5;
    private static final Duration STUCK_AFTER = Duration.ofMinutes(2);
    private static final int POINT_READS = 2000;

    /**
     * Runs until all is told.
     *
     * @param untimed share of the events before the clock starts; 0 starts it when the topology runs
     * @param ledger what to start, from nothing
     */
    static LedgerRun of(
            BenchBroker broker,
            Traffic traffic,
            PlainBooks books,
            long events,
            double untimed,
            Ledger ledger,
            Map<TopicPartition, Long> from) {
        Instant running = Instant.now();
        Cpu cpu = new Cpu();
        awaitAll(broker, traffic.topic(), ledger, cpu);
        Told told = Told.read(broker, from, traffic, books);
        Instant began = untimed == 0 ? running : told.when(untimed);
        Instant ended = told.whenLast();
        long timed = Math.round(events * (1 - untimed));
        long nanos = Math.max(1, Duration.between(began, ended).toNanos());
        long wrong = told.wrong() + told.strangers() + wrongReads(traffic, books, ledger);
        return new LedgerRun(Rate.of(timed, nanos, cpu.between(began, ended)), told.count(), wrong);
    }

    /** Until the ledger has read all that lies on the topic, and tells no more. */
    static void awaitAll(BenchBroker broker, String topic, Ledger ledger, Cpu cpu) {
        long end = broker.end(topic);
        long outputs = -1;
        long committed = 0;
        int quiet = 0;
        long movedAt = System.nanoTime();
        try (Progress progress = Progress.of("ledger", end)) {
            for (int i = 0; quiet < 4; i++) {
                cpu.sample();
                Pause.of(SAMPLE_EVERY);
                if (i % LOOK_EVERY_SAMPLES != 0) {
                    continue;
                }
                ledger.check();
                long nowCommitted = broker.committed(topic);
                long nowOutputs = broker.end(TopicNames.POSITIONS);
                boolean moved = nowCommitted != committed || nowOutputs != outputs;
                committed = nowCommitted;
                outputs = nowOutputs;
                progress.reached(committed);
                quiet = committed >= end && !moved ? quiet + 1 : 0;
                if (moved) {
                    movedAt = System.nanoTime();
                } else if (System.nanoTime() - movedAt > STUCK_AFTER.toNanos()) {
                    throw new UserError("the inventory stands still: look into the log file for the reason");
                }
            }
        }
    }

    private static long wrongReads(Traffic traffic, PlainBooks books, Ledger ledger) {
        long wrong = 0;
        for (int i = 0; i < POINT_READS; i++) {
            int position = books.touchedFrom((int) ((long) i * traffic.positions() / POINT_READS));
            if (!books.right(position, ledger.position(traffic.position(position)))) {
                wrong++;
            }
        }
        return wrong;
    }
}
