package io.tillwatch.app.bench;

import io.tillwatch.app.UserError;
import io.tillwatch.app.assembly.TopicSnapshot;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.QuarantinedRecord;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.InventoryConfig;
import io.tillwatch.inventory.StockCase;
import io.tillwatch.inventory.StockCaseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Runs stock cases through the real topology on an embedded broker, all of them at once: {@link CaseEvents} keeps them
 * apart. The clock stands still at the latest {@code now}, to which all cases are moved.
 */
final class CasesOnKafka {
    private static final Duration COMMIT_EVERY = Duration.ofMillis(100);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration AT_MOST = Duration.ofMinutes(3);
    private static final int QUIET_LOOKS = 6;
    /** Cases may tell of any time; what is too old is no matter of theirs. */
    private static final Duration HORIZON = Duration.ofDays(36_500);

    private final List<StockCase> cases;
    private final List<CaseEvents> events = new ArrayList<>();
    private final Instant now;
    private final Map<String, Sent> sent = new HashMap<>();

    /** Which event a record is. */
    private record Sent(int stockCase, int event) {}

    CasesOnKafka(List<StockCase> cases) {
        this.cases = cases;
        this.now = cases.stream().map(StockCase::now).max(Instant::compareTo).orElse(Instant.EPOCH);
        for (int i = 0; i < cases.size(); i++) {
            events.add(new CaseEvents(cases.get(i), i, now));
        }
    }

    List<StockCaseResult> run() {
        Path directory = directory();
        WorldClock clock = WorldClock.startingAt(now, 1.0, Clock.fixed(now, ZoneOffset.UTC));
        InventoryConfig config = InventoryConfig.of(clock, FlowCatalogue.demo()).withHorizon(HORIZON);
        try (BenchBroker broker = BenchBroker.start(directory.resolve("kafka"), 1);
                Ledger ledger =
                        Ledger.start(config, broker.clientProperties(), directory.resolve("state"), COMMIT_EVERY)) {
            send(broker, ledger);
            return results(broker);
        } finally {
            Ledger.delete(directory);
        }
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("tillwatch-cases");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a directory for the broker", e);
        }
    }

    private void send(BenchBroker broker, Ledger ledger) {
        List<List<List<Integer>>> waves = events.stream().map(CaseEvents::waves).toList();
        int most = waves.stream().mapToInt(List::size).max().orElse(0);
        try (KafkaProducer<String, byte[]> producer = broker.producer()) {
            for (int wave = 0; wave < most; wave++) {
                for (int i = 0; i < waves.size(); i++) {
                    if (wave < waves.get(i).size()) {
                        send(broker, producer, i, waves.get(i).get(wave));
                    }
                }
                producer.flush();
                awaitAll(broker, ledger);
            }
        }
    }

    private void send(BenchBroker broker, KafkaProducer<String, byte[]> producer, int number, List<Integer> indices) {
        for (int index : indices) {
            Sent one = new Sent(number, index);
            Instant appended;
            synchronized (sent) {
                appended = now.plusMillis(sent.size());
            }
            broker.send(producer, events.get(number).record(index, appended), metadata -> {
                synchronized (sent) {
                    sent.put(metadata.topic() + "-" + metadata.partition() + "-" + metadata.offset(), one);
                }
            });
        }
    }

    /** Until each event has its outcome, and what the outcomes set off has come to rest. */
    private void awaitAll(BenchBroker broker, Ledger ledger) {
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        int quiet = 0;
        long positions = -1;
        while (quiet < QUIET_LOOKS) {
            if (System.nanoTime() > deadline) {
                throw new UserError("the inventory did not take in all cases within " + AT_MOST.toMinutes()
                        + " min: look into the log file for the reason");
            }
            Pause.of(LOOK_EVERY);
            ledger.check();
            long told = broker.end(TopicNames.POSITIONS);
            boolean accounted = accounts(broker).stream()
                            .mapToLong(AccountingSnapshot::input)
                            .sum()
                    >= sent.size();
            quiet = accounted && told == positions ? quiet + 1 : 0;
            positions = told;
        }
    }

    /** Of the topics that events come in by. */
    private static Collection<AccountingSnapshot> accounts(BenchBroker broker) {
        return TopicSnapshot.latest(broker.clientProperties(), Topics.ACCOUNTING).values().stream()
                .filter(account -> account.partition().startsWith("retail."))
                .toList();
    }

    private List<StockCaseResult> results(BenchBroker broker) {
        Collection<AccountingSnapshot> accounts = accounts(broker);
        Collection<StockPosition> positions = TopicSnapshot.latest(broker.clientProperties(), Topics.POSITIONS)
                .values();
        List<List<Integer>> refused = new ArrayList<>();
        cases.forEach(stockCase -> refused.add(new ArrayList<>()));
        for (QuarantinedRecord record : TopicSnapshot.latest(broker.clientProperties(), Topics.QUARANTINE)
                .values()) {
            Sent one = sent.get(record.id());
            if (one != null) {
                refused.get(one.stockCase()).add(one.event());
            }
        }
        List<StockCaseResult> results = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            CaseEvents own = events.get(i);
            Map<String, StockCaseResult.Figures> figures = new LinkedHashMap<>();
            positions.forEach(position -> {
                String key = own.own(position.key());
                if (key != null) {
                    figures.put(key, figures(position));
                }
            });
            long duplicates = accounts.stream()
                    .filter(account -> account.flow().equals(own.flow()))
                    .mapToLong(AccountingSnapshot::duplicate)
                    .sum();
            results.add(new StockCaseResult(
                    cases.get(i).name(),
                    figures,
                    Math.toIntExact(duplicates),
                    refused.get(i).stream().sorted().toList()));
        }
        return results;
    }

    private static StockCaseResult.Figures figures(StockPosition position) {
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
}
