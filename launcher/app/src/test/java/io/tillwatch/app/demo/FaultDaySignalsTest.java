package io.tillwatch.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.topic.TopicNames;
import io.tillwatch.contracts.topic.Topics;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.health.FlowHealthTopology;
import io.tillwatch.incidents.IncidentBook;
import io.tillwatch.incidents.PriorityConfig;
import io.tillwatch.orders.OrdersTopology;
import io.tillwatch.simulator.Emission;
import io.tillwatch.simulator.Manifest.Fault;
import io.tillwatch.simulator.Scenario;
import io.tillwatch.simulator.SimulatorConfig;
import io.tillwatch.simulator.World;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fault day as flow health and the deadlines of orders see it, minute by minute and without an engine: what they tell
 * is what is planted for them, each fault as one incident, whatever the seed.
 */
@Tag("long")
final class FaultDaySignalsTest {
    private static final Duration STEP = Duration.ofMinutes(1);

    /** The kinds that these two tell by themselves; those that need the inventory's accounts are left out. */
    private static final Set<IncidentKind> TOLD_HERE = EnumSet.of(
            IncidentKind.SOURCE_OFFLINE,
            IncidentKind.SOURCE_SILENT,
            IncidentKind.SLO_BURN,
            IncidentKind.FLOW_STALLED,
            IncidentKind.FLOW_LATE,
            IncidentKind.API_THROTTLED,
            IncidentKind.WEBHOOK_FAILING,
            IncidentKind.PAYMENT_FAILING,
            IncidentKind.REFUND_FAILING,
            IncidentKind.CREDENTIAL_EXPIRY,
            IncidentKind.ORDER_STUCK);

    private final IncidentBook book = new IncidentBook(FlowCatalogue.demo(), PriorityConfig.DEFAULT);
    private Instant now = SimulatorConfig.DEMO_START.minus(Duration.ofMinutes(2));

    @TempDir
    Path stateDir;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void every_fault_is_told_in_time_as_one_incident_and_next_to_nothing_else_is(long seed) {
        // Given
        World world = World.plan(SimulatorConfig.demo(seed).playing(Scenario.FAULT_DAY));
        List<Fault> faults = world.manifest().faults().stream()
                .filter(fault -> fault.expectedIncident() != null
                        && (TOLD_HERE.contains(fault.expectedIncident())
                                || fault.kind().name().equals("CLOCK_BEHIND")))
                .toList();

        // When
        play(world);

        // Then
        List<String> missed = new ArrayList<>();
        List<Incident> left = new ArrayList<>(book.all());
        for (Fault fault : faults) {
            List<Incident> hits = book.all().stream()
                    .filter(incident -> incident.kind() == fault.expectedIncident() && names(incident, fault))
                    .toList();
            Instant latest = Objects.requireNonNull(fault.latestDetection());
            if (hits.size() != 1 || hits.get(0).detectedAt().isAfter(latest)) {
                missed.add(fault.id() + " from " + fault.start() + " told by "
                        + hits.stream()
                                .map(hit -> hit.detectedAt() + " " + hit.title())
                                .toList());
            }
            left.removeAll(hits);
        }
        assertThat(missed).isEmpty();
        // and a shop may be called silent once whose slow hour is its own: shares are learned over the day, not by zone
        assertThat(left)
                .as(left.stream().map(Incident::title).toList().toString())
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(incident -> incident.kind() == IncidentKind.SOURCE_SILENT);
    }

    private static boolean names(Incident incident, Fault fault) {
        return fault.entities().stream()
                .anyMatch(entity -> incident.subject().contains(entity)
                        || incident.entities().contains(entity));
    }

    private void play(World world) {
        WorldClock clock = WorldClock.startingAt(now, 1.0, new Moving());
        FlowCatalogue flows = FlowCatalogue.demo();
        try (TopologyTestDriver health = driver(FlowHealthTopology.build(clock, flows, 1), "health");
                TopologyTestDriver orders = driver(OrdersTopology.build(clock, flows), "orders")) {
            int next = 0;
            List<Emission> emissions = world.emissions();
            while (now.isBefore(world.config().worldEnd())) {
                now = now.plus(STEP);
                while (next < emissions.size() && !emissions.get(next).at().isAfter(now)) {
                    ProducerRecord<String, byte[]> record =
                            emissions.get(next++).record();
                    send(health, record);
                    if (record.topic().equals(TopicNames.ORDERS)) {
                        send(orders, record);
                    }
                }
                tell(health);
                tell(orders);
            }
        }
    }

    private void tell(TopologyTestDriver driver) {
        // what the first stage sends on is judged by the second a moment later
        driver.advanceWallClockTime(Duration.ofMillis(700));
        driver.advanceWallClockTime(Duration.ofMillis(700));
        driver.createOutputTopic(
                        TopicNames.SIGNALS,
                        new StringDeserializer(),
                        Topics.SIGNALS.value().deserializer())
                .readValuesToList()
                .forEach((Signal signal) -> book.apply(signal, now));
    }

    private TopologyTestDriver driver(Topology topology, String name) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:0");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.resolve(name).toString());
        return new TopologyTestDriver(topology, properties, now);
    }

    private static void send(TopologyTestDriver driver, ProducerRecord<String, byte[]> record) {
        driver.createInputTopic(record.topic(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(
                        record.key(), record.value(), record.headers(), Instant.ofEpochMilli(record.timestamp())));
    }

    /** Stands where the play is. */
    private final class Moving extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
