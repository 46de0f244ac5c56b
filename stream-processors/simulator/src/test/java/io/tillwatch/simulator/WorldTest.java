package io.tillwatch.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.event.Envelope;
import io.tillwatch.contracts.event.Event;
import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.retail.StockBufferSet;
import io.tillwatch.contracts.retail.StockCounted;
import io.tillwatch.contracts.retail.StockReceived;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorldTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 11})
    void equal_seeds_give_equal_worlds_whatever_the_machine_speaks(long seed) {
        // Given a world, and a machine with other digits, another capital i and another day
        World first = Worlds.of(seed);
        Locale language = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        World second;
        try {
            Locale.setDefault(Locale.forLanguageTag(seed == 7 ? "tr-TR" : "ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));

            // When
            second = World.plan(Worlds.config(seed));
        } finally {
            Locale.setDefault(language);
            TimeZone.setDefault(zone);
        }

        // Then
        assertThat(Worlds.wire(second)).isEqualTo(Worlds.wire(first));
        assertThat(second.odooActions()).isEqualTo(first.odooActions());
        assertThat(second.truth()).isEqualTo(first.truth());
        assertThat(second.manifest()).isEqualTo(first.manifest());
    }

    @Test
    void another_seed_is_another_world() {
        // When
        World one = Worlds.of(7);
        World other = Worlds.of(8);

        // Then
        assertThat(Worlds.wire(other)).isNotEqualTo(Worlds.wire(one));
        assertThat(other.odooActions()).isNotEqualTo(one.odooActions());
        assertThat(other.truth()).isNotEqualTo(one.truth());
        assertThat(other.manifest()).isNotEqualTo(one.manifest());
    }

    @ParameterizedTest(name = "seed {0}, sent twice {1}, shuffled {2}")
    @CsvSource({"7, false, false", "8, false, false", "9, true, false", "11, false, true", "7, true, true"})
    void every_emission_is_an_event_a_copy_or_for_quarantine(long seed, boolean twice, boolean shuffled) {
        // When
        World world = Worlds.of(Worlds.config(seed).withChaos(twice, shuffled));

        // Then the sum is what is sent
        List<Emission> sent = world.emissions();
        Truth truth = world.truth();
        long copies = sent.stream().filter(Emission::isCopy).count();
        assertThat(truth.distinctEvents() + copies + truth.quarantined()).isEqualTo(sent.size());
        assertThat(sent.stream().filter(emission -> emission.event() == null).count())
                .isEqualTo(truth.quarantined());

        // and a copy is what came before, to the word
        Map<EventRef, Event<?>> seen = new HashMap<>();
        for (Emission emission : sent) {
            Event<?> event = emission.event();
            if (event != null) {
                Event<?> before = seen.putIfAbsent(event.envelope().ref(), event);
                assertThat(emission.isCopy()).isEqualTo(before != null);
                assertThat(before == null ? event : before).isEqualTo(event);
            }
        }
        assertThat(seen).hasSize((int) truth.distinctEvents());
        Map<String, Long> perFlow = new TreeMap<>();
        seen.values()
                .forEach(event -> perFlow.merge(String.valueOf(event.envelope().flowId()), 1L, Long::sum));
        assertThat(perFlow).isEqualTo(new TreeMap<>(truth.eventsPerFlow()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 9})
    void a_bad_network_changes_nothing_that_is_true(long seed) {
        // Given
        World calm = Worlds.of(seed);

        // When
        World rough = Worlds.of(Worlds.config(seed).withChaos(true, true));

        // Then other bytes travel, and they tell the same
        assertThat(rough.emissions()).hasSizeGreaterThan(calm.emissions().size() * 11 / 10);
        assertThat(told(rough)).isEqualTo(told(calm));
        assertThat(rough.truth()).isEqualTo(calm.truth());
        assertThat(rough.manifest()).isEqualTo(calm.manifest());
        assertThat(rough.odooActions()).isEqualTo(calm.odooActions());
    }

    @ParameterizedTest(name = "seed {0}, chaos {1}")
    @CsvSource({"7, false", "8, false", "7, true", "9, true"})
    void all_shelves_are_filled_before_the_world_starts(long seed, boolean chaos) {
        // When
        World world = Worlds.of(Worlds.config(seed).withChaos(chaos, chaos));

        // Then what opens comes first and is stock alone
        Instant start = world.config().worldStart();
        List<Emission> opening = world.emissions().subList(0, world.opening());
        assertThat(opening).isNotEmpty().allSatisfy(emission -> {
            Event<?> event = Objects.requireNonNull(emission.event());
            assertThat(event.data()).isInstanceOfAny(StockReceived.class, StockBufferSet.class, StockCounted.class);
            assertThat(emission.at()).isBefore(start);
            assertThat(event.envelope().occurredAt()).isBeforeOrEqualTo(emission.at());
        });

        // and what comes later occurs later, but for copies
        List<Emission> day =
                world.emissions().subList(world.opening(), world.emissions().size());
        assertThat(day).allMatch(emission -> !emission.at().isBefore(start)).allMatch(emission -> {
            Event<?> event = emission.event();
            return event == null
                    || emission.isCopy()
                    || !event.envelope().occurredAt().isBefore(start);
        });
        assertThat(world.emissions()).isSortedAccordingTo(Comparator.comparing(Emission::at));
        assertThat(day)
                .allMatch(emission -> !emission.at().isAfter(world.config().worldEnd()));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8})
    void every_source_numbers_its_events_without_a_gap(long seed) {
        // When
        Map<String, List<Long>> numbers = new TreeMap<>();
        for (Emission emission : Worlds.events(Worlds.of(seed))) {
            Envelope envelope = Objects.requireNonNull(emission.event()).envelope();
            numbers.computeIfAbsent(envelope.source(), source -> new ArrayList<>())
                    .add(Objects.requireNonNull(envelope.sequence()));
        }

        // Then
        assertThat(numbers)
                .hasSizeGreaterThan(100)
                .allSatisfy((source, own) -> assertThat(own)
                        .containsExactlyInAnyOrderElementsOf(
                                LongStream.rangeClosed(1, own.size()).boxed().toList()));
    }

    @Test
    void a_world_without_faults_has_none() {
        // When
        World world = Worlds.of(Worlds.config(7).withFaults(false));

        // Then
        assertThat(world.manifest().faults()).isEmpty();
        assertThat(world.truth().breaks()).isEmpty();
        assertThat(world.truth().quarantined()).isZero();
        assertThat(world.emissions())
                .noneMatch(Emission::isCopy)
                .allSatisfy(emission -> assertThat(Objects.requireNonNull(emission.event())
                                .envelope()
                                .occurredAt())
                        .isBetween(emission.at().minusSeconds(10), emission.at()));
    }

    private static Set<Event<?>> told(World world) {
        Set<Event<?>> events = new HashSet<>();
        Worlds.events(world).forEach(emission -> events.add(Objects.requireNonNull(emission.event())));
        return events;
    }
}
