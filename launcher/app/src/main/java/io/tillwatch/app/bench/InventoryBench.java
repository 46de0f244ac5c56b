package io.tillwatch.app.bench;

import io.tillwatch.app.bench.InventoryReport.Restore;
import io.tillwatch.app.bench.InventoryReport.Round;
import io.tillwatch.app.bench.InventoryReport.Side;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.engines.ProcessMemory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Measures the ledger against reading and parsing the same events, turn by turn on one embedded broker, and holds every
 * position against {@link PlainBooks}. Not thread-safe.
 */
final class InventoryBench {
    /** As the product runs it: {@code StreamsConfiguration} offers no other. */
    static final String GUARANTEE = "exactly_once_v2";

    private static final double UNTIMED = 0.25;
    /** Receipts are large, and each makes two or three movements. */
    private static final int RECEIPTS_SHARE = 4;

    private final BenchSetup setup;

    InventoryBench(BenchSetup setup) {
        this.setup = setup;
    }

    /** What one kind of traffic came to, and what its state cost. */
    private record Measured(
            Side side, double restartSeconds, @Nullable Restore restore, long rssMb, long stateMb) {}

    InventoryReport run(Mix mix) {
        return switch (mix) {
            case STOCK -> report("stock", stock(), null);
            case RECEIPTS -> report("receipts", receipts(), null);
            case BOTH -> {
                Measured stock = stock();
                yield report("stock", stock, receipts().side());
            }
        };
    }

    private Measured stock() {
        long all = setup.fill() + setup.events();
        Traffic traffic =
                new StockTraffic(setup.seed(), new Goods(setup.keys()), setup.fill(), begin(all), setup.bodyBytes());
        return measure(traffic, setup, (setup.fill() + UNTIMED * setup.events()) / all);
    }

    private Measured receipts() {
        BenchSetup fewer = setup.withEvents(Math.max(1000, setup.events() / RECEIPTS_SHARE));
        Traffic traffic = new ReceiptTraffic(setup.seed(), new Goods(setup.keys()), begin(fewer.events()));
        return measure(traffic, fewer, 0);
    }

    /** So that the last event occurs just before now. */
    private static Instant begin(long events) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).minusMillis(events).minusSeconds(60);
    }

    private Measured measure(Traffic traffic, BenchSetup part, double untimed) {
        Ledger.delete(part.dataDir());
        PlainBooks books = PlainBooks.of(traffic, part.arrivals());
        try (BenchBroker broker = BenchBroker.start(part.dataDir().resolve("kafka"), part.threads())) {
            Arrivals arrivals = part.arrivals();
            try (Progress progress = Progress.of("loading", arrivals.count())) {
                broker.load(traffic, arrivals, progress);
            }
            return rounds(broker, traffic, books, part, untimed);
        }
    }

    private Measured rounds(BenchBroker broker, Traffic traffic, PlainBooks books, BenchSetup part, double untimed) {
        Path state = part.dataDir().resolve("state");
        long all = part.arrivals().count();
        List<Round> rounds = new ArrayList<>();
        Ledger[] ledger = new Ledger[1];
        try {
            for (int i = 0; i < part.rounds(); i++) {
                close(ledger);
                broker.forgetInventory();
                Ledger.delete(state);
                Rate baseline = Baseline.run(broker, traffic.topic(), Math.round(all * Math.max(UNTIMED, untimed)));
                Map<TopicPartition, Long> from = broker.ends(TopicNames.POSITIONS);
                ledger[0] = start(broker, state, part);
                rounds.add(Round.of(baseline, LedgerRun.of(broker, traffic, books, all, untimed, ledger[0], from)));
            }
            long rss =
                    ProcessMemory.residentBytes(ProcessHandle.current().pid()).orElse(0) >> 20;
            long stateMb = Ledger.bytes(state) >> 20;
            Side side = side(rounds, books, part, traffic);
            if (side.wrong() > 0) {
                // How fast wrong state comes back is nobody's figure.
                return new Measured(side, 0, null, rss, stateMb);
            }
            int position = books.touchedFrom(0);
            close(ledger);
            Comeback restart = Comeback.of(
                    () -> start(broker, state, part), traffic, books, position, started -> ledger[0] = started);
            close(ledger);
            Ledger.delete(state);
            long keys = LedgerChangelog.keys(broker);
            Comeback restored = Comeback.of(
                    () -> start(broker, state, part), traffic, books, position, started -> ledger[0] = started);
            return new Measured(
                    side, Figures.round(restart.seconds(), 3), Restore.of(restored, keys, books), rss, stateMb);
        } finally {
            close(ledger);
        }
    }

    private static Ledger start(BenchBroker broker, Path state, BenchSetup part) {
        return Ledger.start(broker.clientProperties(), state, part.threads(), part.commitInterval());
    }

    private static void close(Ledger[] ledger) {
        if (ledger[0] != null) {
            ledger[0].close();
            ledger[0] = null;
        }
    }

    private static Side side(List<Round> rounds, PlainBooks books, BenchSetup part, Traffic traffic) {
        return new Side(
                median(rounds, Round::ratio, 3),
                median(rounds, Round::cpuRatio, 3),
                median(rounds, round -> round.ledger().eventsPerSecond(), 0),
                median(rounds, round -> round.baseline().eventsPerSecond(), 0),
                median(rounds, round -> round.ledger().threadCpuMicros(), 3),
                median(rounds, round -> round.baseline().threadCpuMicros(), 3),
                median(rounds, round -> round.ledger().processCpuMicros(), 3),
                part.arrivals().count(),
                books.positions(),
                books.duplicates(),
                Figures.round(bodyBytes(traffic), 1),
                rounds.get(rounds.size() - 1).outputs(),
                rounds.stream().mapToLong(Round::wrong).sum(),
                rounds);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> figure, int decimals) {
        return Figures.round(
                Figures.median(rounds.stream().mapToDouble(figure).boxed().toList()), decimals);
    }

    private static double bodyBytes(Traffic traffic) {
        long bytes = 0;
        for (int i = 0; i < 1000; i++) {
            bytes += traffic.record(i).value().length;
        }
        return bytes / 1000.0;
    }

    private InventoryReport report(String traffic, Measured measured, @Nullable Side receipts) {
        Side side = measured.side();
        return new InventoryReport(
                traffic,
                side.ratioToConsumeAndParse(),
                side.cpuRatioToConsumeAndParse(),
                side.eventsPerSecond(),
                side.baselineEventsPerSecond(),
                side.cpuMicrosPerEvent(),
                side.baselineCpuMicrosPerEvent(),
                side.processCpuMicrosPerEvent(),
                setup.commitInterval().toMillis(),
                GUARANTEE,
                setup.threads(),
                side.events(),
                side.keys(),
                side.duplicates(),
                side.bodyBytes(),
                side.outputs(),
                side.wrong(),
                measured.restore(),
                measured.restartSeconds(),
                measured.rssMb(),
                measured.stateMb(),
                receipts,
                side.rounds(),
                InventoryReport.Jvm.here(),
                setup.seed());
    }
}
