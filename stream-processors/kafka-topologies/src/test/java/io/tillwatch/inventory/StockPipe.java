package io.tillwatch.inventory;

import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.StockCase.Step;
import io.tillwatch.streams.Piped;
import io.tillwatch.streams.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inventory topology in the test driver; the world's clock stands still at its moment. */
final class StockPipe implements AutoCloseable {
    private final Instant now;
    private final Path stateDir;
    private final Map<String, StockPosition> positions = new LinkedHashMap<>();
    private final Map<String, AccountingSnapshot> accounts = new LinkedHashMap<>();
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private final List<byte[]> changelog = new ArrayList<>();
    private Piped piped;
    private int restarts;

    StockPipe(Instant now, Path stateDir) {
        this.now = now;
        this.stateDir = stateDir;
        this.piped = started();
    }

    private Piped started() {
        InventoryConfig config = InventoryConfig.of(new TestClock(now).world(), FlowCatalogue.demo())
                .withHorizon(Duration.ofDays(3650));
        return new Piped(
                InventoryTopology.build(config, took -> {}), new TestClock(now), stateDir.resolve("run-" + restarts));
    }

    Piped topology() {
        return piped;
    }

    void send(Step step) {
        Event<?> event = step.toEvent();
        String topic = EventType.named(event.envelope().type()).topicName();
        int offset = offsets.merge(topic, 1, Integer::sum) - 1;
        sent.put(topic + "-0-" + offset, sent.size());
        piped.send(event);
    }

    /** How many events were sent so far. */
    int sent() {
        return sent.size();
    }

    /** Another instance goes on with what the changelog says. */
    void restart() {
        collect();
        changelog.addAll(piped.changelog(InventoryTopology.LEDGER));
        piped.close();
        restarts++;
        offsets.clear();
        piped = started();
        piped.restore(InventoryTopology.LEDGER, changelog);
    }

    Map<String, StockPosition> positions() {
        collect();
        return positions;
    }

    Map<String, AccountingSnapshot> accounts() {
        collect();
        return accounts;
    }

    Map<String, StockCaseResult.Figures> figures() {
        Map<String, StockCaseResult.Figures> figures = new LinkedHashMap<>();
        positions().forEach((key, position) -> figures.put(key, figures(position)));
        return figures;
    }

    /** Which events were refused since this was asked last, by the order of sending. */
    List<Integer> refused() {
        collect();
        return piped.last(Topics.QUARANTINE).values().stream()
                .map(QuarantinedRecord::id)
                .map(sent::get)
                .sorted()
                .toList();
    }

    private void collect() {
        piped.advance(Duration.ofSeconds(1));
        positions.putAll(piped.last(Topics.POSITIONS));
        accounts.putAll(piped.last(Topics.ACCOUNTING));
    }

    static StockCaseResult.Figures figures(StockPosition position) {
        Map<String, String> variance = new LinkedHashMap<>();
        position.variance().forEach((count, value) -> variance.put(count, value.toPlainString()));
        return new StockCaseResult.Figures(
                position.onHand(),
                position.reserved(),
                position.inTransit(),
                position.damaged(),
                position.buffer(),
                position.available(),
                variance);
    }

    @Override
    public void close() {
        piped.close();
    }
}
