package io.tillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.QueueSampled;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.StockTransferred;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.simulator.Manifest.Fault;
import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.odoo.OdooAction;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault day has many faults that differ by seed, each of them in what is sent. */
class FaultDayTest {
    private static final Set<IncidentKind> NEED_MODELS = EnumSet.of(
            IncidentKind.TRANSACTION_ANOMALY,
            IncidentKind.EXCEPTION_NEW,
            IncidentKind.CONTRACT_DRIFT,
            IncidentKind.DEMAND_SURGE,
            IncidentKind.CAPACITY_RISK,
            IncidentKind.MODEL_DRIFT);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 7, 42})
    void has_eighteen_faults_for_fixed_rules_or_more_each_with_price_cause_and_deadline(long seed) {
        // When
        World world = day(seed);

        // Then
        List<Fault> fixed = world.manifest().faults().stream()
                .filter(fault -> fault.expectedIncident() != null && !NEED_MODELS.contains(fault.expectedIncident()))
                .toList();
        assertThat(fixed).hasSizeGreaterThanOrEqualTo(18).allSatisfy(fault -> {
            assertThat(fault.start()).isBetween(world.config().worldStart(), fault.end());
            assertThat(fault.end()).isBeforeOrEqualTo(world.config().worldEnd());
            assertThat(fault.latestDetection()).isAfter(fault.start());
            assertThat(fault.units()).isPositive();
            assertThat(fault.costPerMinute() == null).isNotEqualTo(fault.costPerUnit() == null);
            assertThat(fault.expectedFirstCause()).isNotBlank();
            assertThat(fault.entities()).isNotEmpty();
        });
    }

    @Test
    void differs_by_seed_in_what_is_planted_when_and_where() {
        // When
        Set<Set<FaultKind>> planted =
                LongStream.rangeClosed(1, 12).mapToObj(seed -> kinds(day(seed))).collect(Collectors.toSet());
        Set<Instant> silentFrom = new HashSet<>();
        Set<String> silentAt = new HashSet<>();
        LongStream.rangeClosed(1, 12)
                .forEach(seed -> fault(day(seed), FaultKind.TILLS_SILENT).forEach(fault -> {
                    silentFrom.add(fault.start());
                    silentAt.addAll(fault.entities());
                }));

        // Then
        assertThat(planted).hasSizeGreaterThan(5);
        assertThat(silentFrom).hasSizeGreaterThan(8);
        assertThat(silentAt).hasSizeGreaterThan(5);
    }

    @Test
    void the_same_seed_is_the_same_day_and_the_usual_day_is_what_it_was() {
        SimulatorConfig config = Worlds.config(7).playing(Scenario.FAULT_DAY);

        assertThat(Worlds.wire(World.plan(config))).isEqualTo(Worlds.wire(Worlds.of(config)));
        assertThat(kinds(Worlds.of(7))).isEqualTo(FaultKind.OF_EVERY_DAY);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 7, 42})
    void what_is_planted_shows_in_what_is_sent(long seed) {
        World world = day(seed);

        fault(world, FaultKind.CLOCK_BEHIND)
                .forEach(fault -> assertThat(Worlds.events(world).stream()
                                .map(emission -> Objects.requireNonNull(emission.event()))
                                .filter(event -> event.data() instanceof SaleCompleted
                                        && event.envelope()
                                                .source()
                                                .equals(fault.entities().get(0)))
                                .filter(event -> behind(
                                        world,
                                        event.envelope().occurredAt(),
                                        event.envelope().id())))
                        .hasSizeGreaterThanOrEqualTo(4));
        fault(world, FaultKind.TILLS_SILENT)
                .forEach(fault -> assertThat(Worlds.events(world))
                        .noneMatch(emission -> Objects.requireNonNull(emission.event())
                                        .envelope()
                                        .source()
                                        .startsWith("/pos/" + fault.entities().get(0) + "/")
                                && emission.at().isAfter(fault.start().plusSeconds(5))
                                && emission.at().isBefore(fault.end().minus(Duration.ofMinutes(5)))));
        fault(world, FaultKind.ORDERS_STUCK).forEach(fault -> {
            assertThat(fault.entities()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(data(world, OrderPlaced.class).stream()
                            .filter(placed -> fault.entities().contains(placed.order())))
                    .hasSameSizeAs(fault.entities())
                    .allMatch(placed -> placed.fulfilment().equals("click-and-collect"));
        });
        fault(world, FaultKind.DEPLOY_FAILING)
                .forEach(fault -> assertThat(
                                data(world, CallObserved.class).stream().filter(call -> call.status() == 503))
                        .hasSizeGreaterThan(20));
        fault(world, FaultKind.QUEUE_STALLED)
                .forEach(fault -> assertThat(data(world, QueueSampled.class).stream()
                                .filter(sample -> fault.start().equals(sample.oldest())))
                        .hasSizeGreaterThan(5));
        fault(world, FaultKind.TRANSFER_SHORT).forEach(fault -> {
            List<Long> pieces = data(world, StockTransferred.class).stream()
                    .filter(transfer -> fault.entities().contains(transfer.transfer()))
                    .map(transfer -> transfer.quantity().value().longValueExact())
                    .toList();
            assertThat(pieces).hasSize(2);
            assertThat(pieces.get(0)).isGreaterThan(pieces.get(1));
        });
        fault(world, FaultKind.SESSION_STUCK)
                .forEach(fault -> assertThat(
                                world.odooActions().stream().filter(OdooAction.SessionClosing.class::isInstance))
                        .hasSize(1));
    }

    private static boolean behind(World world, Instant said, String id) {
        return world.emissions().stream()
                .filter(emission -> emission.event() != null
                        && Objects.requireNonNull(emission.event())
                                .envelope()
                                .id()
                                .equals(id))
                .anyMatch(emission -> said.isBefore(emission.at().minus(Duration.ofMinutes(90))));
    }

    private static World day(long seed) {
        return Worlds.of(SimulatorConfig.demo(seed).playing(Scenario.FAULT_DAY));
    }

    private static Set<FaultKind> kinds(World world) {
        return world.manifest().faults().stream().map(Fault::kind).collect(Collectors.toSet());
    }

    private static List<Fault> fault(World world, FaultKind kind) {
        return world.manifest().faults().stream()
                .filter(fault -> fault.kind() == kind)
                .toList();
    }

    private static <T> List<T> data(World world, Class<T> type) {
        return Worlds.events(world).stream()
                .map(emission -> Objects.requireNonNull(emission.event()).data())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
