package io.tillwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.confidence.Confidence;
import io.tillwatch.confidence.ConfidenceTopology;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.simulator.Emission;
import io.tillwatch.simulator.Manifest.Fault;
import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.SimulatorConfig;
import io.tillwatch.simulator.World;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's day, its sales and heartbeats only: what is said of the shops that go offline. */
final class OutageIntervalTest {
    private static final Duration STEP = Duration.ofMinutes(5);
    /** A fault ends with its upload, which takes less. */
    private static final Duration UPLOAD = Duration.ofMinutes(10);

    private static final BigDecimal PLENTY = new BigDecimal(1000);
    /** Of a true 95 %, for some hundred positions in two silences. */
    private static final double LEAST_COVERED = 0.92;

    @TempDir
    Path stateDir;

    private final World world = World.plan(SimulatorConfig.demo(7));
    private final Map<String, LocationConfidence> words = new HashMap<>();
    private final Map<String, Integer> tellings = new TreeMap<>();
    private Instant now = SimulatorConfig.DEMO_START;

    @Test
    void the_outages_of_the_demos_day_give_intervals_that_hold_and_go_after_the_upload_seed_7() {
        // Given
        List<Fault> outages = world.manifest().faults().stream()
                .filter(fault -> fault.kind() == FaultKind.STORE_OFFLINE)
                .toList();
        Instant firstBack =
                outages.stream().map(Fault::end).min(Instant::compareTo).orElseThrow();
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:0");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        WorldClock clock = WorldClock.startingAt(now, 1.0, new Moving());
        try (TopologyTestDriver driver = new TopologyTestDriver(ConfidenceTopology.build(clock), properties, now)) {
            // When the day is played until the first of the shops is back
            List<Emission> left = play(driver, world.emissions(), firstBack.minus(UPLOAD));

            // Then only the shops without a link are silent
            List<String> offline = outages.stream()
                    .flatMap(fault -> fault.entities().stream())
                    .sorted()
                    .toList();
            assertThat(silent()).containsExactlyElementsOf(offline);
            int all = 0;
            int covered = 0;
            for (Fault outage : outages) {
                String store = outage.entities().get(0);
                LocationConfidence word = Objects.requireNonNull(words.get(store));
                assertThat(word.reason()).isEqualTo("its link is down");
                assertThat(word.silentSince()).isBetween(outage.start().minus(Duration.ofMinutes(15)), outage.start());
                Map<String, Long> unseen = unseen(outage.start());
                for (StockPosition position : positions(store)) {
                    long taken = position.available()
                            .subtract(position.availableLow())
                            .longValueExact();
                    all++;
                    covered += unseen.getOrDefault(position.key(), 0L) <= taken ? 1 : 0;
                }
            }
            assertThat((double) covered / all)
                    .as("%d of %d covered", covered, all)
                    .isGreaterThan(LEAST_COVERED);
            assertThat(all).isGreaterThan(300);

            // When the rest of the day has come, with what the shops kept
            play(driver, left, world.config().worldEnd().minus(Duration.ofMinutes(20)));

            // Then nobody is silent, no receipt was lost, and a silence was told a few times, not for each position
            assertThat(silent()).isEmpty();
            assertThat(words.values())
                    .allSatisfy(word ->
                            assertThat(word.missing()).as(word.location()).isZero());
            assertThat(tellings.values().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElseThrow())
                    .isLessThan(12 * 60);
        }
    }

    private List<Emission> play(TopologyTestDriver driver, List<Emission> emissions, Instant until) {
        TestOutputTopic<String, LocationConfidence> output = driver.createOutputTopic(
                TopicNames.LOCATIONS,
                new StringDeserializer(),
                Topics.LOCATIONS.value().deserializer());
        int next = 0;
        while (now.isBefore(until)) {
            now = now.plus(STEP).isAfter(until) ? until : now.plus(STEP);
            while (next < emissions.size() && !emissions.get(next).at().isAfter(now)) {
                send(driver, emissions.get(next++).record());
            }
            // what the first stage sends on is judged by the second a moment later
            driver.advanceWallClockTime(Duration.ofMillis(500));
            driver.advanceWallClockTime(Duration.ofMillis(500));
            for (var told : output.readKeyValuesToList()) {
                words.put(told.key, told.value);
                tellings.merge(told.key, 1, Integer::sum);
            }
        }
        return emissions.subList(next, emissions.size());
    }

    private static void send(TopologyTestDriver driver, ProducerRecord<String, byte[]> record) {
        if (record.topic().equals(TopicNames.SALES) || record.topic().equals(TopicNames.TELEMETRY)) {
            driver.createInputTopic(record.topic(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(new TestRecord<>(
                            record.key(), record.value(), record.headers(), Instant.ofEpochMilli(record.timestamp())));
        }
    }

    private List<String> silent() {
        return words.values().stream()
                .filter(LocationConfidence::uncertain)
                .map(LocationConfidence::location)
                .sorted()
                .toList();
    }

    /** What the ledger would say of a shop's goods: what was sold, as far as it was heard. */
    private List<StockPosition> positions(String store) {
        Map<String, Map<String, Long>> sold = new TreeMap<>();
        world.truth()
                .positions()
                .values()
                .forEach(carried -> sold.computeIfAbsent(carried.sku(), sku -> new TreeMap<>())
                        .put(carried.location(), 0L));
        for (Emission emission : world.emissions()) {
            if (!emission.at().isAfter(now)) {
                lines(
                        emission,
                        (location, line) -> sold.computeIfAbsent(line.sku(), sku -> new TreeMap<>())
                                .merge(location, line.quantity().value().longValueExact(), Long::sum));
            }
        }
        Confidence confidence = new Confidence(words::get, Clock.fixed(now, ZoneOffset.UTC));
        List<StockPosition> all = new ArrayList<>();
        sold.forEach((sku, places) -> confidence
                .ofSku(places.entrySet().stream()
                        .map(place -> position(sku, place.getKey(), place.getValue()))
                        .toList())
                .stream()
                .filter(position -> position.location().equals(store))
                .forEach(all::add));
        return all;
    }

    /** What shops really sold since then and told nobody yet, by position. */
    private Map<String, Long> unseen(Instant since) {
        Map<String, Long> pieces = new HashMap<>();
        for (Emission emission : world.emissions()) {
            Event<?> event = emission.event();
            if (event != null
                    && emission.at().isAfter(now)
                    && !event.envelope().occurredAt().isBefore(since)
                    && !event.envelope().occurredAt().isAfter(now)) {
                lines(
                        emission,
                        (location, line) -> pieces.merge(
                                StockPosition.key(line.sku(), location),
                                line.quantity().value().longValueExact(),
                                Long::sum));
            }
        }
        return pieces;
    }

    private interface EachLine {
        void take(String location, SaleLine line);
    }

    private static void lines(Emission emission, EachLine each) {
        Event<?> event = emission.event();
        if (event != null && !emission.isCopy() && event.data() instanceof SaleCompleted sale) {
            sale.lines().stream().filter(SaleLine::movesStock).forEach(line -> each.take(sale.location(), line));
        }
    }

    private static StockPosition position(String sku, String location, long sold) {
        Instant start = SimulatorConfig.DEMO_START;
        return new StockPosition(
                        sku,
                        location,
                        "each",
                        PLENTY,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        PLENTY,
                        PLENTY,
                        null,
                        Map.of(),
                        false,
                        start,
                        start,
                        1,
                        1)
                .selling(BigDecimal.valueOf(sold), start, null);
    }

    /** Stands where the day has come to. */
    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
