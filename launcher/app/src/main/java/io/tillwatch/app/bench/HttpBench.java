package io.tillwatch.app.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tillwatch.app.UserError;
import io.tillwatch.console.ConsoleConfig;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.ConsoleServer;
import io.tillwatch.console.StockSearch;
import io.tillwatch.console.live.LiveFeed;
import io.tillwatch.console.live.LiveState;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.TopicPartition;

/**
 * The inventory with its console, at a steady rate of events: how long until an event's position can be read over HTTP,
 * and how long reads take meanwhile. Everything runs at its own pace, whatever the answers take.
 */
final class HttpBench {
    /** The optimizing compiler competes with all that it makes faster, and is through after about that long. */
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(90);

    private static final Duration READS_ALONE = Duration.ofSeconds(20);

    private final BenchSetup setup;
    private final int rate;
    private final int reads;
    private final Duration length;
    /** The same load before the clock starts, so that compilers and connections are warm. */
    private final Duration warmUp;

    /**
     * @param setup its events come first, as fast as they can
     * @param rate events a second
     * @param reads point reads a second
     */
    HttpBench(BenchSetup setup, int rate, int reads, Duration length) {
        if (rate < 1 || rate > 1_000_000 || reads < 1 || reads > 100_000) {
            throw new UserError("--rate must lie between 1 and 1000000, --reads between 1 and 100000");
        }
        this.setup = setup;
        this.rate = rate;
        this.reads = reads;
        this.length = length;
        this.warmUp = shorter(length.multipliedBy(3), LONGEST_WARM_UP);
    }

    /**
     * What it came to.
     *
     * @param eventToVisibleMillis from before a marked event is sent until an answer over HTTP holds it
     * @param pointReadMillis from the moment at which a read was due until its answer was read
     * @param eventsPerSecond that were really written while the clock ran
     * @param readsPerSecond that were really answered in time to be counted
     * @param failures reads that were refused or unknown, and marked events that never showed
     * @param wrong positions that differ from an independent sum of the events; must be 0
     */
    record Report(
            Latency eventToVisibleMillis,
            Latency pointReadMillis,
            int rate,
            double eventsPerSecond,
            int reads,
            double readsPerSecond,
            double seconds,
            double warmUpSeconds,
            long commitIntervalMillis,
            String processingGuarantee,
            int keys,
            long failures,
            long wrong,
            InventoryReport.Jvm jvm,
            long seed) {}

    @SuppressWarnings("try") // the feed does its work by being open
    Report run() {
        Ledger.delete(setup.dataDir());
        long paced = (long) (rate * (warmUp.plus(length).toMillis() / 1e3));
        Arrivals arrivals = new Arrivals(setup.seed(), setup.events() + paced, setup.lateDuplicates());
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusMillis(arrivals.count() + 60_000);
        Traffic traffic = new StockTraffic(setup.seed(), new Goods(setup.keys()), 0, begin, setup.bodyBytes());
        WorldClock clock = WorldClock.system();
        LiveState live = new LiveState(FlowCatalogue.demo(), clock);
        try (BenchBroker broker = BenchBroker.start(setup.dataDir().resolve("kafka"), setup.threads());
                Ledger ledger = Ledger.start(
                        broker.clientProperties(),
                        setup.dataDir().resolve("state"),
                        setup.threads(),
                        setup.commitInterval());
                LiveFeed feed = LiveFeed.start(broker.clientProperties(), live);
                ConsoleServer console = ConsoleServer.start(
                        ConsoleConfig.loopback(),
                        ConsolePorts.live(ledger.view(), HttpBench::nothing, verdict -> {}, live),
                        new SimpleMeterRegistry(),
                        clock)) {
            return load(broker, ledger, traffic, arrivals, new Http(console.url()));
        }
    }

    private static StockSearch.StockPage nothing(StockSearch.StockQuery query) {
        return new StockSearch.StockPage(List.of(), 0);
    }

    private Report load(BenchBroker broker, Ledger ledger, Traffic traffic, Arrivals arrivals, Http http) {
        Map<TopicPartition, Long> from = broker.ends(TopicNames.POSITIONS);
        PlainBooks before = PlainBooks.of(traffic, new Arrivals(setup.seed(), setup.events(), setup.lateDuplicates()));
        Writer writer = new Writer(broker, traffic, arrivals, setup.events());
        CompletableFuture<Void> writing = CompletableFuture.runAsync(writer, HttpBench::inThread);
        CompletableFuture.anyOf(writer.firstWritten(), writing).join();
        LedgerRun.awaitAll(broker, traffic.topic(), ledger, new Cpu());
        // What reads of cold code fall behind at this rate would wait in line for as long as the clock runs.
        Schedule coldReads = new Schedule(System.nanoTime(), shorter(length, READS_ALONE), Duration.ZERO);
        new Readers(http, traffic, before, coldReads, reads).run();

        Schedule schedule =
                new Schedule(System.nanoTime() + Duration.ofMillis(200).toNanos(), warmUp, length);
        Prober prober = new Prober(broker, http, schedule);
        Readers readers = new Readers(http, traffic, before, schedule, reads);
        List<CompletableFuture<Void>> all = List.of(
                writing,
                CompletableFuture.runAsync(prober, HttpBench::inThread),
                CompletableFuture.runAsync(readers, HttpBench::inThread));
        writer.goOn(schedule, rate);
        try (Progress progress = Progress.of("seconds", schedule.seconds())) {
            while (!all.stream().allMatch(CompletableFuture::isDone)) {
                Pause.of(Duration.ofMillis(500));
                ledger.check();
                progress.reached(schedule.secondsGone());
            }
        }
        all.forEach(HttpBench::join);
        LedgerRun.awaitAll(broker, traffic.topic(), ledger, new Cpu());
        Told told = Told.read(broker, from, traffic, PlainBooks.of(traffic, arrivals));
        return new Report(
                Latency.of(prober.latencies()),
                Latency.of(readers.latencies()),
                rate,
                Figures.round(writer.eventsPerSecond(), 0),
                reads,
                Figures.round(readers.latencies().getTotalCount() / (length.toMillis() / 1e3), 0),
                length.toMillis() / 1e3,
                warmUp.toMillis() / 1e3,
                setup.commitInterval().toMillis(),
                InventoryBench.GUARANTEE,
                before.positions(),
                prober.failures() + readers.failures(),
                told.wrong(),
                InventoryReport.Jvm.here(),
                setup.seed());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void inThread(Runnable work) {
        Thread thread = new Thread(work, "bench-load");
        thread.setDaemon(true);
        thread.start();
    }

    private static void join(CompletableFuture<Void> one) {
        try {
            one.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof UserError problem) {
                throw problem;
            }
            throw e;
        }
    }
}
