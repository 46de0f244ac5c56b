package io.tillwatch.app.bench;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import io.tillwatch.app.Shutdown;
import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.Assembly;
import io.tillwatch.app.assembly.Engines;
import io.tillwatch.app.assembly.Role;
import io.tillwatch.app.assembly.Services;
import io.tillwatch.app.assembly.Terminal;
import io.tillwatch.app.config.TillwatchConfig;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.IndexNames;
import io.tillwatch.lag.GroupLag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The whole product with its engines in one process, as {@code ./tillwatch run} starts it, at a steady rate of receipts:
 * how long from an event that is worth an incident until that stands in Elasticsearch.
 */
final class IncidentBench {
    /** So many receipts come first, as fast as they are taken in: compilers have then seen what there is to do. */
    private static final int WARM_UP = 60_000;

    /** What may wait when the clock starts: never nothing, since the product tells of its own health all the time. */
    private static final int NEARLY_NOTHING = WARM_UP / 100;

    private static final Duration TAKEN_IN_WITHIN = Duration.ofMinutes(10);
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(60);
    private static final Duration MARK_EVERY = Duration.ofMillis(250);
    private static final int POSITIONS = 2_000;
    private static final long PLENTY = 1_000_000_000L;

    private final int rate;
    private final Duration length;
    private final long seed;
    private final Path dataDir;

    /** @param rate receipts a second */
    IncidentBench(int rate, Duration length, long seed, Path dataDir) {
        if (rate < 1 || rate > 100_000) {
            throw new UserError("--rate must lie between 1 and 100000");
        }
        this.rate = rate;
        this.length = length;
        this.seed = seed;
        this.dataDir = dataDir;
    }

    /**
     * What it came to.
     *
     * @param eventToIncidentMillis from before an event is sent until Elasticsearch has taken its incident
     * @param eventsPerSecond that were really sent
     * @param warmUpSeconds how long it took to take in what came before
     * @param marked events that are worth an incident
     * @param found of these, how many incidents a search in Elasticsearch finds afterwards
     * @param wrong of these, how many were not told, or told as more than one; must be 0
     */
    record Report(
            Latency eventToIncidentMillis,
            int rate,
            double eventsPerSecond,
            double seconds,
            double warmUpSeconds,
            long marked,
            long found,
            long wrong,
            InventoryReport.Jvm jvm,
            long seed) {}

    @SuppressWarnings("try") // a signal closes what stands
    Report run(Terminal terminal) {
        Ledger.delete(dataDir);
        TillwatchConfig config = TillwatchConfig.defaults().in(dataDir);
        try (Assembly assembly = new Assembly();
                Shutdown shutdown = Shutdown.of(assembly)) {
            Engines engines = Engines.open(config, true, assembly, terminal);
            Goods goods = new Goods(POSITIONS);
            MarkedTills marked = new MarkedTills(goods);
            Services services = new Services(config, engines, WorldClock.system(), FlowCatalogue.demo(), assembly)
                    .start(EnumSet.allOf(Role.class), new Services.Listeners(incident -> {}, marked::stored), terminal);
            double warmUp;
            double sent;
            try (KafkaProducer<String, byte[]> producer = producer(engines.clientProperties())) {
                warmUp = warmUp(producer, goods, services);
                sent = send(producer, goods, marked, services);
            }
            awaitTold(marked);
            long found = found(engines);
            return new Report(
                    Latency.of(marked.latencies()),
                    rate,
                    Figures.round(sent, 0),
                    length.toMillis() / 1e3,
                    Figures.round(warmUp, 1),
                    marked.sent(),
                    found,
                    Math.abs(marked.sent() - found) + marked.untold(),
                    InventoryReport.Jvm.here(),
                    seed);
        }
    }

    private static KafkaProducer<String, byte[]> producer(Map<String, Object> clients) {
        Map<String, Object> properties = new HashMap<>(clients);
        properties.put("linger.ms", 20);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /** Fills the shelves, sends what warms up, and waits until it is taken in; returns the seconds that it took. */
    private double warmUp(KafkaProducer<String, byte[]> producer, Goods goods, Services services) {
        long began = System.nanoTime();
        for (int position = 0; position < POSITIONS; position++) {
            send(producer, opening(goods, position));
        }
        ReceiptTraffic receipts = new ReceiptTraffic(seed, goods, Instant.now().minusMillis(WARM_UP));
        for (long number = 0; number < WARM_UP; number++) {
            send(producer, receipts.record(number));
        }
        producer.flush();
        try (Progress progress = Progress.of("warming up", WARM_UP)) {
            for (long taken = 0; taken < WARM_UP || waiting(services) > NEARLY_NOTHING; taken = takenIn(services)) {
                check(services);
                progress.reached(taken);
                if (System.nanoTime() - began > TAKEN_IN_WITHIN.toNanos()) {
                    throw new UserError("the receipts that warm up were not taken in within "
                            + TAKEN_IN_WITHIN.toMinutes() + " min: look into the log file for the reason");
                }
                Pause.of(Duration.ofMillis(200));
            }
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static long takenIn(Services services) {
        return services.accounts().stream()
                .filter(account -> account.component().equals("inventory")
                        && account.partition().startsWith(TopicNames.SALES + "-"))
                .mapToLong(AccountingSnapshot::input)
                .sum();
    }

    /** Records that the parts of the product have yet to read, together. */
    private static long waiting(Services services) {
        List<GroupLag> lags = services.groupLags();
        return lags.isEmpty()
                ? Long.MAX_VALUE
                : lags.stream().mapToLong(GroupLag::records).sum();
    }

    private static void check(Services services) {
        for (String problem : services.problems()) {
            throw new UserError(problem + ": look into the log file for the reason");
        }
    }

    /** Returns how many receipts were sent a second. */
    private double send(KafkaProducer<String, byte[]> producer, Goods goods, MarkedTills marked, Services services) {
        Schedule schedule = new Schedule(System.nanoTime(), Duration.ZERO, length);
        Duration between = Duration.ofSeconds(1).dividedBy(rate);
        // Numbers go on where those of the warming up ended.
        Instant begin =
                Instant.now().minusMillis(ReceiptTraffic.TRANSPORT_MILLIS).minus(between.multipliedBy(WARM_UP));
        ReceiptTraffic receipts = new ReceiptTraffic(seed, goods, begin, between);
        long nextMark = schedule.begin();
        long number = 0;
        try (Progress progress = Progress.of("seconds", schedule.seconds())) {
            for (long due = schedule.begin(); !schedule.over(due); due = schedule.due(++number, rate)) {
                Schedule.await(due);
                send(producer, receipts.record(WARM_UP + number));
                if (due >= nextMark) {
                    send(producer, marked.next());
                    nextMark += MARK_EVERY.toNanos();
                }
                if (number % rate == 0) {
                    progress.reached(schedule.secondsGone());
                    check(services);
                }
            }
        }
        producer.flush();
        return number / ((System.nanoTime() - schedule.begin()) / 1e9);
    }

    private static void send(KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
        var unused = producer.send(record);
    }

    private static ProducerRecord<String, byte[]> opening(Goods goods, int position) {
        String sku = goods.sku(position);
        Instant now = Instant.now();
        Envelope envelope = Envelope.of(
                        "/wms/bench",
                        "opening-" + position,
                        EventType.STOCK_RECEIVED,
                        sku,
                        now.atOffset(ZoneOffset.UTC))
                .inFlow("warehouse");
        StockReceived received =
                new StockReceived(sku, goods.location(position), goods.quantity(position, PLENTY), "opening stock");
        return EventCodec.encode(new Event<>(envelope, received), sku, now.toEpochMilli());
    }

    private static void awaitTold(MarkedTills marked) {
        long deadline = System.nanoTime() + TOLD_WITHIN.toNanos();
        while (marked.untold() > 0 && System.nanoTime() < deadline) {
            Pause.of(Duration.ofMillis(200));
        }
    }

    private static long found(Engines engines) {
        try {
            var api = engines.elastic().api();
            api.indices().refresh(refresh -> refresh.index(IndexNames.INCIDENTS));
            return api.count(count -> count.index(IndexNames.INCIDENTS)
                            .query(query -> query.bool(all -> all.filter(kind -> kind.term(
                                            term -> term.field("rule.name").value("CLOCK_SKEW")))
                                    .filter(subject -> subject.wildcard(like ->
                                            like.field("tillwatch.subject").value("/pos/*/marked-*"))))))
                    .count();
        } catch (IOException | ElasticsearchException e) {
            throw new UserError("Elasticsearch does not answer: look into the log file for the reason", e);
        }
    }
}
