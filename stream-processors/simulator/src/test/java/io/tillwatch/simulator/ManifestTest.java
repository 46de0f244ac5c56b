package io.tillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.contracts.event.ContractViolation;
import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventCodec;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.CalendarAnnounced;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.Heartbeat;
import io.tillwatch.contracts.retail.OrderPlaced;
import io.tillwatch.contracts.retail.RefundProgressed;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.simulator.Manifest.Fault;
import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.odoo.OdooAction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the manifest says was planted is there, where and when it says so, and nowhere else. */
class ManifestTest {
    private static final Set<Integer> SEEDS = Set.of(7, 8, 9);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9, 11})
    void every_kind_of_fault_is_planted_in_time_and_has_its_deadline(long seed) {
        // When
        World world = Worlds.of(seed);
        List<Fault> faults = world.manifest().faults();

        // Then
        assertThat(faults.stream().map(Fault::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(FaultKind.OF_EVERY_DAY);
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.start()).isBetween(world.config().worldStart(), fault.end());
            assertThat(fault.end()).isBeforeOrEqualTo(world.config().worldEnd());
            assertThat(fault.units()).isPositive();
            assertThat(fault.expectedIncident() == null).isEqualTo(fault.kind() == FaultKind.PROMOTION);
            if (fault.latestDetection() != null) {
                assertThat(fault.latestDetection()).isAfter(fault.start());
            }
        });
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("faults")
    void a_fault_shows_in_what_is_sent(FaultKind kind, int seed) {
        World world = Worlds.of(seed);
        List<Fault> planted = world.manifest().faults().stream()
                .filter(fault -> fault.kind() == kind)
                .toList();
        assertThat(planted).isNotEmpty();
        planted.forEach(fault -> check(world, fault));
    }

    static Stream<Arguments> faults() {
        return FaultKind.OF_EVERY_DAY.stream()
                .flatMap(kind -> SEEDS.stream().sorted().map(seed -> Arguments.of(kind, seed)));
    }

    private static void check(World world, Fault fault) {
        switch (fault.kind()) {
            case PROMOTION -> promotion(world, fault);
            case DUPLICATE_WEBHOOKS -> duplicates(world, fault);
            case STORE_OFFLINE -> offline(world, fault);
            case CLOCK_AHEAD -> clock(world, fault);
            case POISON_RECORDS -> poison(world, fault);
            case ODOO_THROTTLED -> throttled(world, fault);
            case MISSING_POSTING -> missing(world, fault);
            case ALTERED_POSTING -> altered(world, fault);
            case REFUND_PROVIDER_FAILING -> refunds(world, fault);
            case DEMAND_SURGE -> surge(world, fault);
            default -> throw new IllegalArgumentException(fault.kind() + " belongs to the fault day");
        }
    }

    private static void promotion(World world, Fault fault) {
        assertThat(data(world, CalendarAnnounced.class)).singleElement().satisfies(entry -> {
            assertThat(entry.skus()).containsExactlyInAnyOrderElementsOf(fault.entities());
            assertThat(entry.from()).isEqualTo(fault.start());
            assertThat(entry.to()).isEqualTo(fault.end());
        });
        double factor = uplift(world, fault);
        assertThat(factor).isBetween(2.0, 12.0);
    }

    private static void surge(World world, Fault fault) {
        assertThat(uplift(world, fault)).isBetween(2.0, 12.0);
        assertThat(data(world, CalendarAnnounced.class))
                .noneMatch(entry -> entry.skus().containsAll(fault.entities()));
    }

    /** How much faster the fault's SKUs sell in its window than outside of it, less how much faster all others do. */
    private static double uplift(World world, Fault fault) {
        Predicate<String> concerned = fault.entities()::contains;
        return pace(world, fault, concerned) / pace(world, fault, concerned.negate());
    }

    private static double pace(World world, Fault fault, Predicate<String> sku) {
        long inside = 1;
        long outside = 1;
        for (Emission emission : Worlds.events(world)) {
            if (event(emission).data() instanceof SaleCompleted sale) {
                long lines = sale.lines().stream()
                        .filter(line -> sku.test(line.sku()))
                        .count();
                if (during(fault, event(emission).envelope().occurredAt())) {
                    inside += lines;
                } else {
                    outside += lines;
                }
            }
        }
        double within = Duration.between(fault.start(), fault.end()).toSeconds();
        double rest = world.config().worldDuration().toSeconds() - within;
        return inside / within / (outside / rest);
    }

    private static void duplicates(World world, Fault fault) {
        // All copies are webhooks of the shop, sent again soon after
        List<Emission> copies =
                world.emissions().stream().filter(Emission::isCopy).toList();
        Map<EventRef, Instant> firstAt = new HashMap<>();
        Worlds.events(world).forEach(first -> firstAt.put(Worlds.ref(first), first.at()));
        assertThat(copies).hasSize((int) fault.units()).allSatisfy(copy -> {
            assertThat(event(copy).envelope().flowId()).isEqualTo("web-orders");
            assertThat(during(fault, event(copy).envelope().occurredAt())).isTrue();
            Instant first = Objects.requireNonNull(firstAt.get(Worlds.ref(copy)));
            assertThat(Duration.between(first, copy.at())).isBetween(Duration.ZERO, Duration.ofSeconds(90));
        });
        // and one order comes again with other content under the same id
        String order = fault.entities().get(0);
        ProducerRecord<String, byte[]> changed = spoilt(world)
                .filter(record -> record.topic().equals(EventType.ORDER_PLACED.topicName()))
                .findFirst()
                .orElseThrow();
        Event<?> other = EventCodec.decode(changed.topic(), changed.headers(), changed.value());
        Event<?> first = Worlds.events(world).stream()
                .map(ManifestTest::event)
                .filter(event -> event.envelope().ref().equals(other.envelope().ref()))
                .findFirst()
                .orElseThrow();
        assertThat(changed.timestamp())
                .isGreaterThan(
                        Objects.requireNonNull(firstAt.get(first.envelope().ref()))
                                .toEpochMilli());
        assertThat(other.data())
                .isNotEqualTo(first.data())
                .isInstanceOfSatisfying(
                        OrderPlaced.class, placed -> assertThat(placed.order()).isEqualTo(order));
    }

    private static void poison(World world, Fault fault) {
        List<ProducerRecord<String, byte[]>> poison = spoilt(world)
                .filter(record -> record.topic().equals(EventType.STOCK_RECEIVED.topicName()))
                .toList();
        assertThat(poison).hasSize((int) fault.units()).allSatisfy(record -> {
            assertThat(during(fault, Instant.ofEpochMilli(record.timestamp()))).isTrue();
            assertThat(new String(
                            record.headers().lastHeader("ce_source").value(), java.nio.charset.StandardCharsets.UTF_8))
                    .isIn(fault.entities());
            assertThatThrownBy(() -> EventCodec.decode(record.topic(), record.headers(), record.value()))
                    .isInstanceOf(ContractViolation.class);
        });
    }

    private static void offline(World world, Fault fault) {
        String store = fault.entities().get(0);
        // Nothing that the store itself says reaches the broker while it is away
        List<Emission> own = Worlds.events(world).stream()
                .filter(emission -> event(emission).envelope().source().contains(store))
                .filter(emission -> !event(emission).envelope().source().startsWith("/handheld"))
                .toList();
        List<Emission> kept = own.stream()
                .filter(emission -> event(emission).data() instanceof SaleCompleted
                        || event(emission).data() instanceof ReturnCompleted)
                .filter(emission -> emission.at()
                        .isAfter(event(emission).envelope().occurredAt().plusSeconds(60)))
                .toList();
        Instant back = kept.stream().map(Emission::at).min(Instant::compareTo).orElseThrow();
        assertThat(own)
                .noneMatch(emission -> emission.at().isAfter(fault.start().plusSeconds(5))
                        && emission.at().isBefore(back.minusSeconds(120)));
        // what it kept comes by the end of the fault, receipt by receipt
        assertThat((long) kept.size()).isBetween(fault.units() - 2, fault.units());
        assertThat(kept).allMatch(emission -> !emission.at().isAfter(fault.end().plusSeconds(1)));
        // and others say that its link is down
        assertThat(data(world, Heartbeat.class).stream()
                        .filter(beat -> beat.node().equals(store) && !beat.online()))
                .isNotEmpty();
        assertThat(data(world, Heartbeat.class).stream()
                        .filter(beat -> !beat.online())
                        .map(Heartbeat::node))
                .allMatch(node -> world.manifest().faults().stream()
                        .anyMatch(other -> other.expectedIncident() == IncidentKind.SOURCE_OFFLINE
                                && other.entities().contains(node)));
    }

    private static void clock(World world, Fault fault) {
        List<Emission> ahead = Worlds.events(world).stream()
                .filter(emission -> event(emission)
                        .envelope()
                        .occurredAt()
                        .isAfter(emission.at().plus(Duration.ofDays(300))))
                .toList();
        assertThat(ahead).hasSize((int) fault.units()).allSatisfy(emission -> {
            assertThat(event(emission).envelope().source())
                    .isEqualTo(fault.entities().get(0));
            assertThat(emission.at()).isBetween(fault.start(), fault.end().plusSeconds(10));
        });
    }

    private static void throttled(World world, Fault fault) {
        List<Emission> refused = Worlds.events(world).stream()
                .filter(emission -> event(emission).data() instanceof CallObserved call && call.status() == 429)
                .toList();
        assertThat(refused)
                .hasSizeGreaterThan(20)
                .allSatisfy(emission -> assertThat(event(emission).envelope().occurredAt())
                        .isBetween(fault.start(), fault.end().plusSeconds(60)));
        assertThat(world.odooActions().stream()
                        .filter(OdooAction.Throttled.class::isInstance)
                        .toList())
                .containsExactly(
                        new OdooAction.Throttled(fault.start(), true), new OdooAction.Throttled(fault.end(), false));
    }

    private static void missing(World world, Fault fault) {
        assertThat(data(world, SaleCompleted.class))
                .filteredOn(sale -> fault.entities().contains(sale.receipt()))
                .hasSize(1);
        assertThat(imported(world)).doesNotContainAnyElementsOf(fault.entities());
    }

    private static void altered(World world, Fault fault) {
        assertThat(world.odooActions().stream().filter(OdooAction.EntryAltered.class::isInstance))
                .singleElement()
                .isInstanceOfSatisfying(OdooAction.EntryAltered.class, edit -> {
                    assertThat(edit.at()).isEqualTo(fault.start());
                    assertThat(edit.by().abs()).isEqualTo(fault.costPerUnit());
                });
    }

    private static Set<String> imported(World world) {
        return world.odooActions().stream()
                .filter(OdooAction.SaleImported.class::isInstance)
                .map(action -> ((OdooAction.SaleImported) action).sale().receipt())
                .collect(Collectors.toSet());
    }

    private static void refunds(World world, Fault fault) {
        List<Emission> failed = Worlds.events(world).stream()
                .filter(emission ->
                        event(emission).data() instanceof RefundProgressed refund && "05".equals(refund.code()))
                .toList();
        assertThat(failed.stream()
                        .map(emission -> ((RefundProgressed) event(emission).data()).refund())
                        .distinct())
                .hasSizeBetween((int) fault.units() - 1, (int) fault.units());
        assertThat(failed).allSatisfy(emission -> {
            Envelope envelope = event(emission).envelope();
            assertThat(envelope.source()).isEqualTo("/" + fault.entities().get(0));
            assertThat(envelope.occurredAt())
                    .isBetween(fault.start(), fault.end().plusSeconds(60));
        });
    }

    private static boolean during(Fault fault, Instant moment) {
        return !moment.isBefore(fault.start()) && moment.isBefore(fault.end());
    }

    private static Stream<ProducerRecord<String, byte[]>> spoilt(World world) {
        return world.emissions().stream()
                .filter(emission -> emission.event() == null)
                .map(Emission::record);
    }

    private static <T> List<T> data(World world, Class<T> type) {
        return Worlds.events(world).stream()
                .map(emission -> event(emission).data())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Event<?> event(Emission emission) {
        return Objects.requireNonNull(emission.event());
    }
}
