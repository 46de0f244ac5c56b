package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tillwatch.console.ConsoleMeter;
import io.tillwatch.console.live.Change;
import io.tillwatch.console.live.ChangeStream;
import io.tillwatch.console.live.LiveState;
import io.tillwatch.contracts.watch.StockPosition;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Server-sent events. Each event is named by what changed and carries a list of the new states; changes of a quarter of
 * a second travel together. A {@code clock} event comes at least every five seconds, so that silence means a lost
 * connection. Nothing is replayed: who connects anew reads the state again.
 */
final class StreamOperations implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final long TOGETHER_MILLIS = 250;
    private static final long OVERVIEW_NANOS = 1_000_000_000L;

    private final LiveState live;
    private final int limit;
    private final AtomicInteger connected = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(StreamOperations::thread);
    private volatile boolean closed;

    StreamOperations(LiveState live, int limit, MeterRegistry registry) {
        this.live = live;
        this.limit = limit;
        Gauge.builder(ConsoleMeter.STREAMS.meter(), connected, AtomicInteger::get)
                .description(ConsoleMeter.STREAMS.help())
                .register(registry);
    }

    List<Operation> all() {
        return List.of(
                Operation.stream(
                        "/api/v1/stock/stream",
                        "streamStock",
                        "Positions as they change (events: positions, clock). A position that leaves below or stale is"
                                + " told once more, as it is then",
                        List.of(
                                Operation.Query.text("sku", "Only this SKU"),
                                Operation.Query.text("location", "Only this location"),
                                Operation.Query.number("below", "Available is less than this; 0 follows oversold ones"),
                                Operation.Query.flag("stale", "Only positions that carry an interval")),
                        this::stock),
                Operation.stream(
                        "/api/v1/stream",
                        "streamAll",
                        "Everything small as it changes (events: overview, flows, incidents, cases, accounting,"
                                + " signals, quarantine, silences, suppressions, clock; positions when asked for)",
                        List.of(Operation.Query.text(
                                "kinds",
                                "Comma-separated: flows, incidents, cases, accounting, signals, quarantine, silences,"
                                        + " suppressions, positions")),
                        this::everything));
    }

    private void stock(Context ctx) throws Exception {
        String sku = Params.text(ctx, "sku");
        String location = Params.text(ctx, "location");
        BigDecimal below = Params.decimal(ctx, "below");
        boolean stale = Boolean.TRUE.equals(Params.flag(ctx, "stale"));
        Predicate<StockPosition> asked = position -> (sku == null || sku.equals(position.sku()))
                && (location == null || location.equals(position.location()));
        Predicate<Change> filter = new PositionFilter(
                asked,
                position -> (below == null || position.available().compareTo(below) < 0)
                        && (!stale || position.lowReason() != null));
        open(ctx, EnumSet.of(Change.Kind.POSITIONS), filter, false);
    }

    private void everything(Context ctx) throws Exception {
        String kinds = Params.text(ctx, "kinds");
        Set<Change.Kind> wanted = EnumSet.complementOf(EnumSet.of(Change.Kind.POSITIONS));
        if (kinds != null) {
            wanted = EnumSet.noneOf(Change.Kind.class);
            for (String kind : kinds.split(",", -1)) {
                wanted.add(Arrays.stream(Change.Kind.values())
                        .filter(one -> one.event().equals(kind.strip().toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.badParameter("kinds must name some of "
                                + Arrays.stream(Change.Kind.values())
                                        .map(Change.Kind::event)
                                        .collect(Collectors.joining(", "))
                                + ".")));
            }
        }
        open(ctx, wanted, change -> true, true);
    }

    private void open(Context ctx, Set<Change.Kind> kinds, Predicate<Change> filter, boolean overview)
            throws Exception {
        String accept = ctx.header("Accept");
        if (accept == null || !accept.contains("text/event-stream")) {
            throw ProblemException.of(
                    406,
                    "media-type",
                    "This is a stream of events",
                    "Ask with Accept: text/event-stream, as a browser's EventSource does.");
        }
        if (connected.incrementAndGet() > limit) {
            connected.decrementAndGet();
            throw ProblemException.unavailable(
                    "All " + limit + " live connections are taken: close a page or raise console.streams.");
        }
        try {
            EventStream.open(ctx, threads, stream -> serve(stream, kinds, filter, overview));
        } catch (IOException | RuntimeException e) {
            connected.decrementAndGet();
            throw e;
        }
    }

    /** Runs on a thread of its own until the reader goes away. */
    private void serve(EventStream stream, Set<Change.Kind> kinds, Predicate<Change> filter, boolean overview) {
        try (ChangeStream.Subscription subscription = live.changes().subscribe(kinds, filter)) {
            long lastOverview = System.nanoTime() - OVERVIEW_NANOS;
            stream.send("clock", live.clock());
            while (!closed && !stream.gone()) {
                List<Change> changes = subscription.take(QUIET);
                byKind(changes).forEach((kind, values) -> stream.send(kind.event(), values));
                if (overview && System.nanoTime() - lastOverview >= OVERVIEW_NANOS) {
                    lastOverview = System.nanoTime();
                    stream.send("overview", live.overview());
                }
                if (changes.isEmpty()) {
                    stream.send("clock", live.clock());
                }
                Thread.sleep(TOGETHER_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connected.decrementAndGet();
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "console-stream");
        thread.setDaemon(true);
        return thread;
    }

    private static Map<Change.Kind, List<Object>> byKind(List<Change> changes) {
        Map<Change.Kind, List<Object>> byKind = new EnumMap<>(Change.Kind.class);
        for (Change change : changes) {
            byKind.computeIfAbsent(change.kind(), kind -> new ArrayList<>()).add(change.value());
        }
        return byKind;
    }

    /** Ends all streams; their threads leave by themselves. */
    @Override
    public void close() {
        closed = true;
        threads.shutdownNow();
    }
}
