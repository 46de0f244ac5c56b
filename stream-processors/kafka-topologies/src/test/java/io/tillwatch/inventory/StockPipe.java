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
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.Stores;

/** The inventory topology in the test driver; the world's clock stands still at its moment. */
final class StockPipe implements AutoCloseable {
    private static final List<String> STORES = List.of(
            IntakeProcessor.INDEX,
            IntakeProcessor.ACCOUNTS,
            LedgerProcessor.BOOKS,
            LedgerProcessor.MOVEMENTS,
            LedgerProcessor.HOLDS,
            LedgerProcessor.EXPIRIES);

    private final Instant now;
    private final Path stateDir;
    private final Map<String, StockPosition> positions = new LinkedHashMap<>();
    private final Map<String, AccountingSnapshot> accounts = new LinkedHashMap<>();
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final Map<String, Integer> sent = new LinkedHashMap<>();
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
                InventoryTopology.build(config, took -> {}, Stores::inMemoryKeyValueStore),
                new TestClock(now),
                stateDir.resolve("run-" + restarts));
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

    /** Another instance goes on with what stands in the stores. */
    void restart() {
        collect();
        Map<String, List<KeyValue<String, Object>>> kept = new LinkedHashMap<>();
        for (String store : STORES) {
            List<KeyValue<String, Object>> entries = new ArrayList<>();
            try (KeyValueIterator<String, Object> all =
                    piped.<Object>store(store).all()) {
                all.forEachRemaining(entries::add);
            }
            kept.put(store, entries);
        }
        piped.close();
        restarts++;
        offsets.clear();
        piped = started();
        kept.forEach(
                (store, entries) -> entries.forEach(entry -> piped.store(store).put(entry.key, entry.value)));
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
