package io.tillwatch.app.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bench inventory} came to; medians of the rounds.
 *
 * @param traffic {@code stock} or {@code receipts}: what the figures beside it are of
 * @param ratioToConsumeAndParse events a second of the ledger to those of the baseline, round by round, the median
 * @param cpuRatioToConsumeAndParse the same in processor time of the one thread that works
 * @param events that arrive in a round, duplicates included
 * @param keys positions that were touched
 * @param wrong positions that differ from an independent sum of the events, over all rounds; must be 0
 * @param receipts till receipts, whose lines travel over one more topic; null when not asked for
 */
record InventoryReport(
        String traffic,
        double ratioToConsumeAndParse,
        double cpuRatioToConsumeAndParse,
        double eventsPerSecond,
        double baselineEventsPerSecond,
        double cpuMicrosPerEvent,
        double baselineCpuMicrosPerEvent,
        double processCpuMicrosPerEvent,
        long commitIntervalMillis,
        String processingGuarantee,
        int threads,
        long events,
        int keys,
        long duplicates,
        double bodyBytes,
        long outputs,
        long wrong,
        @Nullable Restore restore,
        double restartSeconds,
        long rssMb,
        long stateMb,
        @Nullable Side receipts,
        List<Round> rounds,
        Jvm jvm,
        long seed) {

    /**
     * Both sides of one round.
     *
     * @param baselineOnCpu share of its time that the baseline's thread really ran; far below 1 other programs took the
     *     machine, and only {@code cpuRatio} means anything
     */
    record Round(
            double ratio, double cpuRatio, double baselineOnCpu, Rate baseline, Rate ledger, long outputs, long wrong) {
        static Round of(Rate baseline, LedgerRun run) {
            return new Round(
                    Figures.round(run.rate().eventsPerSecond() / baseline.eventsPerSecond(), 3),
                    Figures.round(baseline.threadCpuMicros() / run.rate().threadCpuMicros(), 3),
                    Figures.round(baseline.threadCpuMicros() * baseline.eventsPerSecond() / 1e6, 2),
                    baseline,
                    run.rate(),
                    run.outputs(),
                    run.wrong());
        }
    }

    /** One kind of traffic. */
    record Side(
            double ratioToConsumeAndParse,
            double cpuRatioToConsumeAndParse,
            double eventsPerSecond,
            double baselineEventsPerSecond,
            double cpuMicrosPerEvent,
            double baselineCpuMicrosPerEvent,
            double processCpuMicrosPerEvent,
            long events,
            int keys,
            long duplicates,
            double bodyBytes,
            long outputs,
            long wrong,
            List<Round> rounds) {}

    /**
     * The state directory was deleted, and everything came back from the broker.
     *
     * @param records changelog records that were read
     * @param seconds from the first of them to the last
     * @param recordsPerSecond {@code records} in that time
     * @param keys that those records write into the store
     * @param keysPerSecond {@code keys} in that time
     * @param ledgerEntries what the ledger holds: its events and its positions, each counted once
     * @param entriesPerSecond {@code ledgerEntries} in that time
     * @param secondsUntilRunning from the start of the process's inventory to a right point read
     */
    record Restore(
            long records,
            double seconds,
            double recordsPerSecond,
            long keys,
            double keysPerSecond,
            long ledgerEntries,
            double entriesPerSecond,
            double secondsUntilRunning) {
        static Restore of(Comeback comeback, long keys, PlainBooks books) {
            long entries = books.events() + books.positions();
            double seconds = Math.max(0.001, comeback.restoringSeconds());
            return new Restore(
                    comeback.records(),
                    Figures.round(seconds, 3),
                    Figures.round(comeback.records() / seconds, 0),
                    keys,
                    Figures.round(keys / seconds, 0),
                    entries,
                    Figures.round(entries / seconds, 0),
                    Figures.round(comeback.seconds(), 3));
        }
    }

    /** What it ran on. */
    record Jvm(String version, long maxHeapMb, List<String> collectors, int processors) {
        static Jvm here() {
            Runtime runtime = Runtime.getRuntime();
            return new Jvm(
                    System.getProperty("java.version"),
                    runtime.maxMemory() >> 20,
                    java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream()
                            .map(collector -> collector.getName())
                            .toList(),
                    runtime.availableProcessors());
        }
    }
}
