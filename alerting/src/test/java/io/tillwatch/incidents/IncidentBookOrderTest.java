package io.tillwatch.incidents;

import static io.tillwatch.incidents.Told.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.PriorityTerm;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The incidents are a function of the set of signals; how often and in which order they arrive does not matter. */
class IncidentBookOrderTest {
    private static final FlowCatalogue FLOWS = FlowCatalogue.demo();
    private static final List<Told> CONDITIONS = List.of(
            Told.refunds(),
            Told.of(IncidentKind.PAYMENT_FAILING, "psp-a", "payments"),
            Told.of(IncidentKind.OVERSELL, "SKU-1|web", "stock-feed"),
            Told.of(IncidentKind.OVERSELL, "SKU-2|web", "stock-feed"),
            Told.of(IncidentKind.SOURCE_OFFLINE, "store-07", "pos-sales"),
            Told.of(IncidentKind.CLOCK_SKEW, "till-19-2", "pos-sales"));

    /** What a person decides by. */
    private record Facts(
            Status status,
            long signals,
            Instant startedAt,
            Instant lastSeenAt,
            Instant resolvedAt,
            Money money,
            long customers,
            Set<String> flows,
            Set<String> entities,
            String title,
            String seen,
            boolean novel) {

        static Facts of(Incident incident) {
            return new Facts(
                    incident.status(),
                    incident.signals(),
                    incident.startedAt(),
                    incident.lastSeenAt(),
                    incident.resolvedAt(),
                    incident.moneyAtRisk(),
                    incident.customers(),
                    new TreeSet<>(incident.flows()),
                    new TreeSet<>(incident.entities()),
                    incident.title(),
                    incident.evidence().get("seen"),
                    incident.terms().stream().map(PriorityTerm::name).anyMatch("novelty"::equals));
        }

        /** The slow and simple way: by looking at the whole set. */
        static Facts of(Collection<Signal> all) {
            List<Signal> firing = in(Signal.State.FIRING, all);
            Signal last = firing.get(firing.size() - 1);
            List<Signal> recovered = in(Signal.State.RECOVERED, all);
            Instant end = recovered.isEmpty()
                    ? Instant.MIN
                    : recovered.get(recovered.size() - 1).seenAt();
            boolean over = !end.isBefore(last.seenAt());
            boolean wasOver = recovered.stream().anyMatch(one -> one.seenAt().isBefore(last.seenAt()));
            return new Facts(
                    over ? Status.RESOLVED : Status.OPEN,
                    all.size(),
                    firing.stream()
                            .map(Signal::startedAt)
                            .min(Instant::compareTo)
                            .orElseThrow(),
                    last.seenAt(),
                    over ? end : null,
                    firing.stream()
                            .map(Signal::moneyAtRisk)
                            .max(Comparator.comparing(Money::minor))
                            .orElseThrow(),
                    firing.stream().mapToLong(Signal::customers).max().orElseThrow(),
                    firing.stream().map(Signal::flow).collect(Collectors.toCollection(TreeSet::new)),
                    firing.stream()
                            .flatMap(one -> one.entities().stream())
                            .sorted()
                            .collect(Collectors.toCollection(TreeSet::new))
                            .stream()
                            .limit(50)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    last.summary(),
                    last.evidence().get("seen"),
                    !wasOver);
        }

        private static List<Signal> in(Signal.State state, Collection<Signal> all) {
            return all.stream()
                    .filter(one -> one.state() == state)
                    .sorted(Comparator.comparing(Signal::seenAt))
                    .toList();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20261124, 4711})
    void every_order_with_duplicates_ends_in_the_incidents_that_the_set_of_signals_says(long seed) {
        // Given
        Random random = new Random(seed);
        List<Signal> signals = someSignals(random);
        Map<String, Facts> expected = expected(signals);
        for (int round = 0; round < 40; round++) {
            List<Signal> told = new ArrayList<>(signals);
            told.addAll(signals.subList(0, random.nextInt(signals.size())));
            Collections.shuffle(told, random);

            // When
            IncidentBook book = book();
            told.forEach(signal -> book.apply(signal, minute(1000)));

            // Then
            assertThat(facts(book)).as("seed %d round %d", seed, round).isEqualTo(expected);
            assertThat(priorities(book)).isEqualTo(priorities(inOrder(signals)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {5, 6, 20261124})
    void replay_of_everything_changes_nothing(long seed) {
        // Given
        List<Signal> signals = someSignals(new Random(seed));
        IncidentBook book = inOrder(signals);
        Collection<Incident> before = book.all();

        // When
        signals.forEach(signal -> book.apply(signal, minute(2000)));

        // Then
        assertThat(book.all()).containsExactlyElementsOf(before);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 20261124})
    void restart_anywhere_with_the_last_signals_told_again_ends_in_the_same_incidents(long seed) {
        // Given
        Random random = new Random(seed);
        List<Signal> signals = someSignals(random);
        Map<String, Facts> expected = expected(signals);
        for (int round = 0; round < 20; round++) {
            int crash = random.nextInt(signals.size());
            IncidentBook first = book();
            signals.subList(0, crash).forEach(signal -> first.apply(signal, minute(1000)));

            // When
            IncidentBook second = book();
            first.all().forEach(second::restore);
            signals.subList(0, crash).forEach(second::remember);
            signals.subList(Math.max(0, crash - 20), signals.size())
                    .forEach(signal -> second.apply(signal, minute(1000)));

            // Then
            assertThat(facts(second)).as("seed %d crash at %d", seed, crash).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {9, 10, 20261124})
    void symptoms_end_in_the_incident_that_explains_them_whoever_comes_first(long seed) {
        // Given: the provider fails for an hour; three templates and the objective are its symptoms
        Random random = new Random(seed);
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            signals.add(Told.refunds().since(10).at(10 + i * 5L).signal());
            signals.add(Told.of(IncidentKind.EXCEPTION_NEW, "template-" + i % 3, "payments")
                    .since(12 + i % 3)
                    .at(11 + i * 4L)
                    .signal());
        }
        signals.add(Told.of(IncidentKind.SLO_BURN, "refunds", "refunds")
                .since(20)
                .at(21)
                .signal());
        signals.add(Told.of(IncidentKind.SLO_BURN, "refunds", "refunds")
                .since(20)
                .at(40)
                .recovered()
                .signal());
        for (int round = 0; round < 40; round++) {
            Collections.shuffle(signals, random);

            // When
            IncidentBook book = book();
            signals.forEach(signal -> book.apply(signal, minute(100)));

            // Then
            assertThat(live(book)).singleElement().satisfies(incident -> {
                assertThat(incident.kind()).isEqualTo(IncidentKind.REFUND_FAILING);
                assertThat(incident.signals()).isEqualTo(signals.size());
                assertThat(incident.flows()).containsExactlyInAnyOrder("refunds", "payments");
                assertThat(incident.joined().stream().map(why -> why.substring(0, why.indexOf(':'))))
                        .containsExactlyInAnyOrder(
                                "EXCEPTION_NEW at template-0",
                                "EXCEPTION_NEW at template-1",
                                "EXCEPTION_NEW at template-2",
                                "SLO_BURN at refunds");
            });
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 20261124})
    void occurrences_hours_apart_stay_apart_when_signals_overtake_each_other_by_minutes(long seed) {
        // Given: the same condition at 0, 600 and 1200 minutes, each for an hour
        Random random = new Random(seed);
        List<Signal> signals = new ArrayList<>();
        Map<Signal, Long> arrival = new HashMap<>();
        for (int occurrence = 0; occurrence < 3; occurrence++) {
            for (int i = 0; i < 12; i++) {
                Told told = Told.refunds().since(occurrence * 600L).at(occurrence * 600L + i * 5L);
                signals.add((i == 11 ? told.recovered() : told).signal());
            }
        }
        for (int round = 0; round < 20; round++) {
            signals.forEach(signal -> arrival.put(signal, signal.seenAt().getEpochSecond() + random.nextLong(2_700)));
            List<Signal> told =
                    signals.stream().sorted(Comparator.comparing(arrival::get)).toList();

            // When
            IncidentBook book = book();
            told.forEach(signal -> book.apply(signal, minute(2000)));

            // Then
            assertThat(book.all()).singleElement().satisfies(incident -> {
                assertThat(incident.startedAt()).isEqualTo(minute(1200));
                assertThat(incident.status()).isEqualTo(Status.RESOLVED);
                assertThat(incident.resolvedAt()).isEqualTo(minute(1255));
            });
        }
    }

    private static List<Signal> someSignals(Random random) {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            long seen = i * 3L;
            Told told = CONDITIONS
                    .get(random.nextInt(CONDITIONS.size()))
                    .since(Math.max(0, seen - random.nextInt(20)))
                    .at(seen)
                    .score(random.nextInt(10) / 10.0)
                    .costs(Integer.toString(random.nextInt(10_000)), random.nextInt(50))
                    .concerns(List.of("order-" + random.nextInt(90), "order-" + random.nextInt(90)));
            signals.add((random.nextInt(4) == 0 ? told.recovered() : told).signal());
        }
        return signals;
    }

    private static Map<String, Facts> expected(List<Signal> signals) {
        return new TreeMap<>(signals.stream().collect(Collectors.groupingBy(Identity::of)).entrySet().stream()
                .filter(one -> one.getValue().stream().anyMatch(signal -> signal.state() == Signal.State.FIRING))
                .collect(Collectors.toMap(Map.Entry::getKey, one -> Facts.of(one.getValue()))));
    }

    private static Map<String, Facts> facts(IncidentBook book) {
        return new TreeMap<>(book.all().stream().collect(Collectors.toMap(Incident::id, Facts::of)));
    }

    private static Map<String, String> priorities(IncidentBook book) {
        return new TreeMap<>(book.all().stream()
                .collect(Collectors.toMap(Incident::id, one -> "P" + one.priority() + " " + one.score())));
    }

    private static List<Incident> live(IncidentBook book) {
        return book.all().stream()
                .filter(one -> one.status() != Status.RESOLVED)
                .toList();
    }

    private static IncidentBook inOrder(List<Signal> signals) {
        IncidentBook book = book();
        signals.forEach(signal -> book.apply(signal, minute(1000)));
        return book;
    }

    private static IncidentBook book() {
        return new IncidentBook(FLOWS, PriorityConfig.DEFAULT);
    }
}
