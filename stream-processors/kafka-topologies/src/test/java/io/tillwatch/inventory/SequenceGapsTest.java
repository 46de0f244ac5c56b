package io.tillwatch.inventory;

import static io.tillwatch.inventory.Watched.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Signal.State;
import io.tillwatch.inventory.SequenceGaps.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceGapsTest {
    private static final String TILL = "/pos/store-7/till-1";
    private static final Duration GRACE = Duration.ofMinutes(30);

    private final Heap heap = new Heap();
    private final SequenceGaps gaps = new SequenceGaps(GRACE, heap);

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.rangeClosed(1, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_the_order_the_gaps_are_the_numbers_that_did_not_come(long seed) {
        // Given numbers from 1 to 60 of which some never come, and some come twice, in any order
        Random random = new Random(seed);
        List<Long> coming = new ArrayList<>();
        for (long number = 1; number <= 60; number++) {
            for (int times = random.nextInt(4); times > 0; times--) {
                coming.add(number);
            }
        }
        Collections.shuffle(coming, random);

        // When
        coming.forEach(number -> gaps.note(TILL, null, "pos-sales", number, NOON));

        // Then, by counting them out
        TreeSet<Long> came = new TreeSet<>(coming);
        TreeSet<Long> missing = new TreeSet<>();
        for (long number = came.first(); number <= came.last(); number++) {
            if (!came.contains(number)) {
                missing.add(number);
            }
        }
        TreeSet<Long> told = new TreeSet<>();
        heap.find(TILL).gaps().forEach(gap -> {
            for (long number = gap.from(); number <= gap.to(); number++) {
                told.add(number);
            }
        });
        assertThat(told).isEqualTo(missing);
    }

    @Test
    void a_number_that_never_comes_is_told_after_the_grace_and_well_when_it_comes() {
        // Given 1 to 3, 6 and 8
        came(null, 1, 2, 3, 6, 8);
        assertThat(tell(NOON.plus(GRACE).minusSeconds(1))).isEmpty();

        // When
        List<Signal> told = tell(NOON.plus(GRACE));

        // Then
        assertThat(told).singleElement().satisfies(signal -> {
            assertThat(signal.kind()).isEqualTo(IncidentKind.FLOW_LATE);
            assertThat(signal.subject()).isEqualTo(TILL);
            assertThat(signal.summary())
                    .isEqualTo("/pos/store-7/till-1 numbers its events, and 3 of them have not come though later ones"
                            + " did: 4-5, 7.");
        });
        assertThat(tell(NOON.plus(GRACE))).as("told once").isEmpty();

        // and when they come, the last one after a restart
        came(null, 4, 5);
        assertThat(tell(NOON.plus(GRACE))).extracting(Signal::state).containsExactly(State.FIRING);
        SequenceGaps restarted = new SequenceGaps(GRACE, heap);
        restarted.note(TILL, null, "pos-sales", 7, NOON);
        List<Signal> after = new ArrayList<>();
        restarted.tell(NOON.plus(GRACE), after::add);
        assertThat(after).extracting(Signal::state).containsExactly(State.RECOVERED);
    }

    @Test
    void what_comes_out_of_order_within_the_grace_is_no_gap() {
        // Given
        came(null, 5, 9, 7, 8, 6);

        // When, then
        assertThat(tell(NOON.plus(GRACE))).isEmpty();
        assertThat(heap.find(TILL).gaps()).isEmpty();
    }

    @Test
    void a_reinstalled_till_begins_anew_and_that_is_no_gap() {
        // Given
        came("a", 498, 499, 500);
        came("b", 1, 2);

        // When, then
        assertThat(tell(NOON.plus(GRACE))).isEmpty();
    }

    @Test
    void a_closed_session_tells_of_numbers_at_its_ends() {
        // Given a till of whose session 10 to 14 the numbers 11 to 13 came
        came(null, 11, 12, 13);

        // When
        gaps.expect(TILL, null, 10, 14, NOON);

        // Then
        assertThat(tell(NOON.plus(GRACE)))
                .singleElement()
                .satisfies(signal -> assertThat(signal.evidence()).containsEntry("numbers", "10, 14"));
    }

    private void came(@Nullable String epoch, long... numbers) {
        for (long number : numbers) {
            gaps.note(TILL, epoch, "pos-sales", number, NOON);
        }
    }

    private List<Signal> tell(Instant now) {
        List<Signal> told = new ArrayList<>();
        gaps.tell(now, told::add);
        return told;
    }

    private static final class Heap implements SequenceGaps.State {
        private final Map<String, Numbers> kept = new TreeMap<>();

        @Override
        public @Nullable Numbers find(String key) {
            return kept.get(key);
        }

        @Override
        public void put(String key, Numbers numbers) {
            kept.put(key, numbers);
        }

        @Override
        public void each(Consumer<Numbers> visitor) {
            kept.values().forEach(visitor);
        }
    }
}
