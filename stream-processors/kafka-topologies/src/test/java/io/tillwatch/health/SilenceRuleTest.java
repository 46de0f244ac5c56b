package io.tillwatch.health;

import static io.tillwatch.health.Samples.NOON;
import static io.tillwatch.health.Samples.node;
import static io.tillwatch.health.Samples.pulses;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty stores that ring a receipt every two minutes or so. */
class SilenceRuleTest {
    private static final String FLOW = "pos-sales";
    private static final int STORES = 20;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_store_whose_tills_stopped_is_told_within_three_quarters_of_an_hour(long seed) {
        // Given three hours of trade, then nothing of one store
        Day day = new Day(seed);
        day.trade(180, (store, minute) -> true);
        assertThat(day.told).isEmpty();
        Instant stopped = day.now;

        // When
        day.trade(45, (store, minute) -> store != 3);

        // Then it alone is told, with the time at which it was last heard
        assertThat(day.told).containsOnly("store-03");
        assertThat(day.latest).singleElement().satisfies(one -> {
            assertThat(one.since()).isBetween(stopped.minus(Duration.ofMinutes(15)), stopped);
            assertThat(one.expected()).isGreaterThan(12);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void an_ordinary_day_with_a_slow_hour_tells_nobody(long seed) {
        // Given
        Day day = new Day(seed);

        // When twelve hours pass, one of them at a tenth of the pace
        day.trade(300, (store, minute) -> true);
        day.pace = 0.05;
        day.trade(60, (store, minute) -> true);
        day.pace = 0.5;
        day.trade(360, (store, minute) -> true);

        // Then
        assertThat(day.told).isEmpty();
    }

    @Test
    void a_store_that_is_known_to_be_offline_is_not_silent_too() {
        // Given
        Day day = new Day(1);
        day.trade(180, (store, minute) -> true);
        day.memory = day.memory.plus(node(FLOW, day.now, "node:store-03", NodeReport.said(false, 0, null, day.now)));

        // When
        day.trade(120, (store, minute) -> store != 3);

        // Then
        assertThat(day.told).isEmpty();
    }

    @Test
    void a_store_that_closed_its_session_is_not_silent() {
        // Given
        Day day = new Day(1);
        day.trade(180, (store, minute) -> true);
        day.memory = day.memory.plus(
                pulses(FLOW, day.now, Map.of("store-03", Pulse.of(day.now.plusSeconds(60), true, true, 0))));

        // When
        day.trade(120, (store, minute) -> store != 3);

        // Then
        assertThat(day.told).isEmpty();
    }

    @Test
    void half_of_the_stores_at_once_close_rather_than_break() {
        // Given
        Day day = new Day(1);
        day.trade(180, (store, minute) -> true);

        // When those of one time zone close; some of them are a little slower to look silent than others
        day.trade(120, (store, minute) -> store % 2 == 0);

        // Then at most the first few are told before the rest is seen to be silent, and none stays told
        assertThat(day.latest).isEmpty();
    }

    @Test
    void an_upload_after_an_outage_does_not_make_the_others_look_silent() {
        // Given
        Day day = new Day(1);
        day.trade(180, (store, minute) -> true);

        // When one store sends 1,100 receipts of this morning within a minute
        Map<String, Pulse> upload = new TreeMap<>();
        for (int i = 0; i < 1100; i++) {
            upload.merge("store-07", Pulse.of(day.now.plusSeconds(1), false, false, 0), Pulse::plus);
        }
        day.memory = day.memory.plus(pulses(FLOW, day.now, upload));
        day.trade(30, (store, minute) -> true);

        // Then
        assertThat(day.told).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {31, 32, 33, 34, 35})
    void stores_whose_partition_is_read_late_are_not_silent(long seed) {
        // Given stores in two partitions, of which two in one are four times as busy as all others
        Day day = new Day(seed);
        day.lanes = 2;
        day.busy = Set.of(0, 2);
        day.trade(180, (store, minute) -> true);

        // When for half an hour only the other partition is read, and then what waited in the first
        day.trade(30, (store, minute) -> store % 2 == 1);
        day.trade(30, (store, minute) -> true);

        // Then
        assertThat(day.told).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {41, 42, 43})
    void a_silent_store_is_told_by_the_others_of_its_partition(long seed) {
        // Given
        Day day = new Day(seed);
        day.lanes = 2;
        day.trade(180, (store, minute) -> true);

        // When
        day.trade(50, (store, minute) -> store != 3);

        // Then
        assertThat(day.told).containsOnly("store-03");
    }

    @Test
    void a_store_that_goes_on_in_another_partition_is_not_silent() {
        // Given
        Day day = new Day(1);
        day.lanes = 2;
        day.trade(180, (store, minute) -> true);

        // When all change places
        day.lanes = 3;
        day.trade(120, (store, minute) -> true);

        // Then
        assertThat(day.told).isEmpty();
    }

    @Test
    void a_young_flow_is_not_judged() {
        // Given ten minutes of trade
        Day day = new Day(1);
        day.trade(10, (store, minute) -> true);

        // When one store stops
        day.trade(15, (store, minute) -> store != 3);

        // Then
        assertThat(day.told).isEmpty();
    }

    /** Trade as a Poisson process, from its seed. */
    private static final class Day {
        private final Random random;
        private Instant now = NOON;
        private double pace = 0.5;
        private int lanes = 1;
        private Set<Integer> busy = Set.of();
        private FlowMemory memory = FlowMemory.none(FLOW);
        private List<Condition> latest = List.of();
        private final List<String> told = new ArrayList<>();

        Day(long seed) {
            random = new Random(seed);
        }

        void trade(int minutes, BiPredicate<Integer, Integer> speaks) {
            for (int minute = 0; minute < minutes; minute++) {
                now = now.plusSeconds(60);
                Map<String, Pulse> heard = new TreeMap<>();
                for (int store = 0; store < STORES; store++) {
                    int events = poisson(busy.contains(store) ? 4 * pace : pace);
                    for (int i = 0; i < events && speaks.test(store, minute); i++) {
                        heard.merge(String.format("store-%02d", store), heard(store), Pulse::plus);
                    }
                }
                memory = memory.plus(pulses(FLOW, now, heard));
                latest = SilenceRule.of(memory, Samples.flow(FLOW), Paces.NONE, now);
                latest.forEach(one -> told.add(one.subject()));
            }
        }

        private Pulse heard(int store) {
            return Pulse.of(now, false, true, store % lanes);
        }

        private int poisson(double mean) {
            double limit = Math.exp(-mean);
            double product = random.nextDouble();
            int count = 0;
            while (product > limit) {
                product *= random.nextDouble();
                count++;
            }
            return count;
        }
    }
}
