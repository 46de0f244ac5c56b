package io.tillwatch.console;

import io.tillwatch.console.live.LiveState;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A made-up retailer at two in the afternoon: two stores offline, refunds failing, a queue in front of Odoo. */
final class PreviewWorld {
    static final Instant START = Instant.parse("2026-11-23T13:02:11Z");
    private static final long SEED = 20261123;

    final WorldClock clock;
    final LiveState live;
    final PreviewStock stock;
    final List<Verdict> verdicts = new CopyOnWriteArrayList<>();
    final List<Silence> silences = new CopyOnWriteArrayList<>();
    private final Random random = new Random(SEED);
    private final PreviewFlows flows = new PreviewFlows(random);

    private PreviewWorld(Function<Clock, PreviewStock> stocked) {
        clock = WorldClock.startingAt(START, 1).withZone(ZoneId.of("Europe/Brussels"));
        live = new LiveState(FlowCatalogue.demo(), clock);
        stock = stocked.apply(clock);
    }

    /** A busy afternoon. */
    static PreviewWorld busy() {
        PreviewWorld world = new PreviewWorld(clock -> new PreviewStock(clock, START, SEED));
        world.stock.all().forEach(world.live::apply);
        PreviewLocations.all(START).forEach(world.live::apply);
        for (int minute = 59; minute >= 0; minute--) {
            world.flowsAt(START.minus(Duration.ofMinutes(minute)), minute);
        }
        PreviewFlows.objectives().forEach(world.live::apply);
        PreviewIncidents.all().forEach(world.live::apply);
        PreviewQuiet.silences().forEach(world.live::apply);
        PreviewQuiet.held().forEach(world.live::apply);
        PreviewBooks.all().forEach(world.live::apply);
        PreviewBooks.accounts(0, START).forEach(world.live::apply);
        PreviewFailures.signals().forEach(world.live::apply);
        PreviewFailures.quarantine().forEach(world.live::apply);
        world.live.caughtUp();
        return world;
    }

    /** The first minute of an installation: nothing was said yet. */
    static PreviewWorld empty() {
        PreviewWorld world = new PreviewWorld(PreviewStock::new);
        world.live.caughtUp();
        return world;
    }

    ConsolePorts ports() {
        return ConsolePorts.live(stock, stock, this::said, live).with((SilenceSink) this::hushed);
    }

    private void hushed(Silence silence) {
        silences.add(silence);
        live.apply(silence);
    }

    private void said(Verdict verdict) {
        verdicts.add(verdict);
        live.incident(verdict.incident()).ifPresent(incident -> live.apply(PreviewIncidents.with(incident, verdict)));
    }

    /** One step of the world: a sale, a sample of each flow, an account that grows. */
    void step(int n) {
        Instant now = clock.instant();
        List<String> skus = List.copyOf(stock.bySku("store-002").keySet());
        for (int i = 0; i < 3; i++) {
            live.apply(stock.sell(skus.get(random.nextInt(skus.size())), "store-00" + (1 + random.nextInt(6)), now));
        }
        if (n % 3 == 0) {
            flowsAt(now, 0);
        }
        PreviewBooks.accounts(n, now).forEach(live::apply);
    }

    private void flowsAt(Instant at, int minutesAgo) {
        flows.at(at, minutesAgo).forEach(live::apply);
    }
}
