package io.tillwatch.health;

import static io.tillwatch.health.Trade.FLOW;
import static io.tillwatch.health.Trade.LONDON;
import static io.tillwatch.health.Trade.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import io.tillwatch.trend.RateProfile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is silent once it is known what is usual in each hour of the week. */
class LearnedSilenceTest {
    /** A Monday, four weeks before the Sunday on which London's clocks go forward. */
    private static final LocalDate BEGINS = LocalDate.of(2026, 3, 2);

    private static final LocalDate THURSDAY = LocalDate.of(2026, 3, 26);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void nights_closed_sundays_and_the_change_of_clocks_tell_nobody(long seed) {
        // Given three weeks and a half
        Trade trade = new Trade(seed, BEGINS).learnUntil(THURSDAY);

        // When it goes on until Tuesday, past a closed Sunday whose night is an hour short
        trade.judgedUntil(LocalDate.of(2026, 3, 31), (shop, local) -> true);

        // Then
        assertThat(trade.told).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void clocks_that_go_back_tell_nobody_when_the_shops_open_an_hour_later_by_the_sun(long seed) {
        // Given
        Trade trade = new Trade(seed, LocalDate.of(2026, 9, 28)).learnUntil(LocalDate.of(2026, 10, 24));

        // When
        trade.judgedUntil(LocalDate.of(2026, 10, 27), (shop, local) -> true);

        // Then
        assertThat(trade.told).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void a_shop_that_dies_at_noon_is_told_alone_as_soon_as_chance_cannot_explain_it(long seed) {
        // Given
        Trade trade = new Trade(seed, BEGINS).learnUntil(THURSDAY);

        // When
        trade.judgedUntil(
                THURSDAY.plusDays(1),
                (shop, local) -> shop != 3 || local.toLocalTime().isBefore(LocalTime.NOON));

        // Then the law itself needs 24 minutes for 12 events; what is learned from minutes needs a little more
        assertThat(trade.told).containsOnlyKeys(shop(3));
        assertThat(trade.told.get(shop(3)).toLocalTime()).isBetween(LocalTime.of(12, 15), LocalTime.of(12, 55));
    }

    @Test
    void a_shop_that_does_not_open_in_the_morning_is_told_although_it_closed_its_tills_last_night() {
        // Given
        Trade trade = new Trade(31, BEGINS).learnUntil(THURSDAY);

        // When
        trade.judgedUntil(THURSDAY.plusDays(1), (shop, local) -> shop != 3);

        // Then
        assertThat(trade.told).containsOnlyKeys(shop(3));
        assertThat(trade.told.get(shop(3)).toLocalTime()).isBetween(LocalTime.of(9, 15), LocalTime.of(10, 5));
    }

    @Test
    void a_shop_that_has_a_long_break_of_its_own_every_day_is_not_silent_in_it() {
        // Given one that is closed from one to three while all others sell
        Trade trade = new Trade(41, BEGINS);
        trade.judgedUntil(THURSDAY, (shop, local) -> shop != 3 || !siesta(local));
        trade.told.clear();

        // When
        trade.judgedUntil(THURSDAY.plusDays(1), (shop, local) -> shop != 3 || !siesta(local));

        // Then; by the others of its flow it would be: PeerRule alone tells it every day
        assertThat(trade.told).isEmpty();
    }

    @Test
    void a_slow_day_tells_nobody() {
        // Given
        Trade trade = new Trade(51, BEGINS).learnUntil(THURSDAY);

        // When it snows, and a fifth of the customers come
        trade.pace = 0.1;
        trade.judgedUntil(THURSDAY.plusDays(1), (shop, local) -> true);

        // Then
        assertThat(trade.told).isEmpty();
    }

    @Test
    void when_all_producers_are_dead_the_flow_is_told_once_and_no_shop() {
        // Given
        Trade trade = new Trade(61, BEGINS).learnUntil(THURSDAY);

        // When
        trade.judgedUntil(
                THURSDAY.plusDays(1),
                (shop, local) -> local.toLocalTime().isBefore(LocalTime.NOON)
                        || local.toLocalTime().isAfter(LocalTime.of(12, 40)));

        // Then
        assertThat(trade.told).containsOnlyKeys(FLOW);
        assertThat(trade.told.get(FLOW).toLocalTime()).isBefore(LocalTime.of(12, 20));
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({"holiday, *", "maintenance, pos-sales", "closure, store-03"})
    void a_quiet_that_the_calendar_announced_is_expected_and_begins_anew_behind_it(String kind, String scope) {
        // Given an entry from noon to three
        Trade trade = new Trade(71, BEGINS).learnUntil(THURSDAY);
        trade.announce(new KnownCause(kind, scope, at(LocalTime.NOON), at(LocalTime.of(15, 0))));
        boolean one = scope.equals("store-03");

        // When nothing comes meanwhile, from whom it concerns
        trade.judgedUntil(
                THURSDAY.plusDays(1),
                (shop, local) -> (one && shop != 3)
                        || local.toLocalTime().isBefore(LocalTime.NOON)
                        || !local.toLocalTime().isBefore(LocalTime.of(15, 0)));

        // Then
        assertThat(trade.told).isEmpty();
    }

    @Test
    void a_closure_that_does_not_end_when_it_was_to_is_told() {
        // Given
        Trade trade = new Trade(72, BEGINS).learnUntil(THURSDAY);
        trade.announce(new KnownCause("closure", "store-03", at(LocalTime.NOON), at(LocalTime.of(15, 0))));

        // When
        trade.judgedUntil(
                THURSDAY.plusDays(1),
                (shop, local) -> shop != 3 || local.toLocalTime().isBefore(LocalTime.NOON));

        // Then
        assertThat(trade.told).containsOnlyKeys("store-03");
        assertThat(trade.told.get("store-03").toLocalTime()).isBetween(LocalTime.of(15, 15), LocalTime.of(15, 55));
    }

    @Test
    void a_promotion_of_the_others_makes_no_shop_silent_and_is_not_learned_as_usual() {
        // Given
        Trade trade = new Trade(81, BEGINS).learnUntil(THURSDAY);
        RateProfile usual = trade.paces.of(FLOW, shop(4));
        assertThat(usual).isNotNull();
        double before = usual.expected(at(LocalTime.of(10, 0)), at(LocalTime.of(20, 0)));
        trade.announce(new KnownCause("promotion", "*", at(LocalTime.of(9, 0)), at(LocalTime.of(21, 0))));

        // When all sell six times as much
        trade.pace = 3;
        trade.judgedUntil(THURSDAY.plusDays(1), (shop, local) -> true);

        // Then
        assertThat(trade.told).isEmpty();
        assertThat(usual.expected(at(LocalTime.of(10, 0)), at(LocalTime.of(20, 0))))
                .isEqualTo(before);
    }

    @Test
    void what_was_learned_outlives_a_restart() {
        // Given
        Trade trade = new Trade(91, BEGINS).learnUntil(THURSDAY);

        // When
        SourcePaces resumed = new SourcePaces();
        trade.kept.forEach(resumed::restore);

        // Then the last hour before may be lost, which was a night's
        RateProfile before = trade.paces.of(FLOW, shop(3));
        RateProfile after = resumed.of(FLOW, shop(3));
        assertThat(before).isNotNull();
        assertThat(after).isNotNull();
        double expected = before.expected(at(LocalTime.of(10, 0)), at(LocalTime.of(12, 0)));
        assertThat(expected).isBetween(30.0, 60.0);
        assertThat(after.expected(at(LocalTime.of(10, 0)), at(LocalTime.of(12, 0))))
                .isCloseTo(expected, withPercentage(1e-3));
        assertThat(after.zone()).isEqualTo(LONDON);
    }

    @Test
    void made_up_sources_cannot_fill_the_memory() {
        // Given
        SourcePaces paces = new SourcePaces();
        FlowMemory memory = FlowMemory.none(FLOW);
        int[] kept = new int[1];

        // When
        for (int i = 0; i < 60; i++) {
            Map<String, Pulse> heard = new TreeMap<>();
            for (int made = 0; made < 100; made++) {
                heard.put(
                        "made-up-" + i + "-" + made, Pulse.of(at(LocalTime.NOON).plusSeconds(i), false, true, 0));
            }
            FlowSample sample = Samples.pulses(FLOW, at(LocalTime.NOON).plusSeconds(i), heard);
            memory = memory.plus(sample);
            paces.hear(sample, Samples.flow(FLOW), List.of(), (key, bytes) -> kept[0]++);
        }

        // Then 6,000 were made up
        assertThat(memory.pulses()).hasSize(5_000);
        assertThat(kept[0]).isEqualTo(5_000);
    }

    private static boolean siesta(ZonedDateTime local) {
        return local.getHour() >= 13 && local.getHour() < 15;
    }

    private static Instant at(LocalTime time) {
        return THURSDAY.atTime(time).atZone(LONDON).toInstant();
    }
}
