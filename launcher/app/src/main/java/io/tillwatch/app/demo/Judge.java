package io.tillwatch.app.demo;

import io.tillwatch.app.assembly.Engines;
import io.tillwatch.app.assembly.Services;
import io.tillwatch.app.assembly.TopicSnapshot;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.IndexNames;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.index.IndexCounts;
import io.tillwatch.inventory.InventoryService;
import io.tillwatch.simulator.Scenario;
import io.tillwatch.simulator.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the report: reads what Tillwatch told, and holds it against the world. */
final class Judge {
    private static final Duration INDEX_WITHIN = Duration.ofSeconds(30);

    private final Services services;
    private final Engines engines;
    private final Latencies latencies;

    Judge(Services services, Engines engines, Latencies latencies) {
        this.services = services;
        this.engines = engines;
        this.latencies = latencies;
    }

    Report report(DemoOptions options, World of, Timing timing, Map<String, Long> memory, boolean rest)
            throws InterruptedException {
        Map<String, Object> clients = services.clientProperties();
        Map<String, StockPosition> positions = TopicSnapshot.latest(clients, Topics.POSITIONS);
        Collection<String> owned = AccountingJudge.OWNED.values().stream()
                .flatMap(Collection::stream)
                .toList();
        Report.Accounting accounting = AccountingJudge.judge(
                TopicSnapshot.latest(clients, Topics.ACCOUNTING).values(), new Drain(clients).sent(owned));
        Report.Stock stock = StockJudge.judge(positions, of.truth().positions());
        Report.Reconciliation reconciliation = ReconciliationJudge.judge(
                TopicSnapshot.latest(clients, Topics.RECONCILIATION).values(),
                of.truth().breaks());
        Report.Incidents incidents = IncidentJudge.judge(
                TopicSnapshot.latest(clients, Topics.INCIDENTS).values(),
                of.manifest(),
                of.config().worldDuration());
        List<String> failures = new ArrayList<>();
        if (!rest) {
            failures.add("the run did not come to rest");
        }
        if (!accounting.balanced()) {
            failures.add("the accounting does not balance");
        }
        if (stock.wrong() > 0) {
            failures.add(stock.wrong() + " positions are wrong");
        }
        Report.Latencies speed = latencies.with(eventToPosition());
        List<Report.Goal> goals = of.config().scenario() == Scenario.FAULT_DAY
                ? Goals.of(incidents, speed.eventToImmediateIncident(), of.manifest())
                : List.of();
        return new Report(
                options.seed(),
                new Report.World(
                        of.config().worldStart().toString(),
                        of.config().worldEnd().toString(),
                        options.speed(),
                        options.scenario().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        options.chaos(),
                        tenths(timing.startup()),
                        tenths(timing.opening()),
                        tenths(timing.waited().toMillis() / 1000.0)),
                accounting,
                stock,
                reconciliation,
                incidents,
                speed,
                indexed(positions.size()),
                memory,
                goals,
                failures);
    }

    private static double tenths(double seconds) {
        return Math.round(seconds * 10) / 10.0;
    }

    private Report.Latency eventToPosition() {
        InventoryService inventory = services.inventoryService();
        if (inventory == null) {
            return new Report.Latency(0, 0, 0);
        }
        var lag = inventory.eventToPosition();
        return new Report.Latency(Latencies.round(lag.p50Millis()), Latencies.round(lag.p99Millis()), lag.count());
    }

    /** Counts once the indexers have caught up with the positions, or as they are when they do not. */
    private Map<String, Long> indexed(long positions) throws InterruptedException {
        long deadline = System.nanoTime() + INDEX_WITHIN.toNanos();
        Map<String, Long> counts = IndexCounts.of(engines.elastic());
        while (counts.getOrDefault(IndexNames.POSITIONS, positions) < positions && System.nanoTime() < deadline) {
            Thread.sleep(500);
            counts = IndexCounts.of(engines.elastic());
        }
        return counts;
    }
}
