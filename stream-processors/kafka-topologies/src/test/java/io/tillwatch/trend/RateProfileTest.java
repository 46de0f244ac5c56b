package io.tillwatch.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateProfileTest {
    /** A Monday, before the night in which Madrid's clocks go forward. */
    private static final Instant MONDAY = Instant.parse("2026-03-23T00:00:00Z");

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
    private static final double SURPRISE = 1e-4;

    private final RateProfile profile = new RateProfile(MADRID, SURPRISE);

    @Test
    void nothing_is_known_before_anything_came() {
        assertThat(profile.chanceOfNothing(MONDAY)).isEqualTo(1);
        profile.arrived(MONDAY);
        assertThat(profile.chanceOfNothing(MONDAY.plus(Duration.ofDays(30)))).isEqualTo(1);
    }

    @Test
    void the_chance_of_a_quiet_is_the_predictive_law_of_its_hour() {
        // Given an arrival a minute in one hour, the first and the last of them at its ends: 59 in an hour watched
        for (int minute = 0; minute <= 60; minute++) {
            profile.arrived(MONDAY.plus(Duration.ofMinutes(minute)));
        }

        // When nothing comes until half of the same hour has passed a day later
        double chance =
                profile.chanceOfNothing(MONDAY.plus(Duration.ofHours(24)).plus(Duration.ofMinutes(30)));

        // Then it is (H / (H + t)) ^ n; the hours between were never watched and say nothing
        assertThat(chance).isCloseTo(Math.pow(1 / 1.5, 59), within(1e-15));
        assertThat(profile.expected(MONDAY, MONDAY.plus(Duration.ofMinutes(30))))
                .isCloseTo(29.5, within(1e-9));
    }

    /** Three weeks of a shop that opens at nine: the oracle is the law that draws the arrivals. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void no_alarm_in_a_week_of_normal_trade_over_the_change_of_clocks_and_one_soon_when_it_dies(long seed) {
        // Given
        Random random = new Random(seed);
        Instant at = MONDAY;
        double least = 1;
        while (at.isBefore(MONDAY.plus(Duration.ofDays(21)))) {
            if (random.nextDouble() < perMinute(at)) {
                profile.arrived(at);
            }
            at = at.plusSeconds(60);
            if (at.isAfter(MONDAY.plus(Duration.ofDays(14)))) {
                least = Math.min(least, profile.chanceOfNothing(at));
            }
        }

        // Then
        assertThat(least).as("the most surprising quiet of the third week").isGreaterThan(1e-7);

        // When it dies on a Monday at noon
        Instant noon = MONDAY.plus(Duration.ofDays(21)).plus(Duration.ofHours(10));
        for (at = MONDAY.plus(Duration.ofDays(21)); at.isBefore(noon); at = at.plusSeconds(60)) {
            if (random.nextDouble() < perMinute(at)) {
                profile.arrived(at);
            }
        }
        Instant told = noon;
        while (profile.chanceOfNothing(told) >= SURPRISE) {
            told = told.plusSeconds(60);
        }

        // Then soon is what the law itself needs: at 0.5 a minute ln(10^4) / 0.5, some 18 minutes
        assertThat(Duration.between(noon, told)).isLessThan(Duration.ofMinutes(25));
    }

    @Test
    void a_batch_an_hour_is_not_silent_for_fifty_minutes() {
        for (int hour = 0; hour < 24 * 14; hour++) {
            profile.arrived(MONDAY.plus(Duration.ofHours(hour)));
        }
        Instant last = profile.last();
        assertThat(last).isNotNull();

        assertThat(profile.chanceOfNothing(last.plus(Duration.ofMinutes(50)))).isGreaterThan(0.1);
        assertThat(profile.chanceOfNothing(last.plus(Duration.ofHours(14)))).isLessThan(SURPRISE);
    }

    @Test
    void an_outage_teaches_nothing() {
        // Given a steady week, and two days in which nothing came
        Instant at = MONDAY;
        for (; at.isBefore(MONDAY.plus(Duration.ofDays(7))); at = at.plusSeconds(300)) {
            profile.arrived(at);
        }
        Instant noon = MONDAY.plus(Duration.ofHours(12));
        double before = profile.expected(noon, noon.plus(Duration.ofHours(1)));

        // When it is back
        profile.arrived(at.plus(Duration.ofDays(2)));

        // Then
        assertThat(profile.expected(noon, noon.plus(Duration.ofHours(1)))).isEqualTo(before);
    }

    @Test
    void a_shop_that_is_closed_on_mondays_is_known_by_the_day_and_not_by_the_kind_of_day() {
        // Given four weeks in which somebody comes every two minutes from Tuesday to Sunday
        RateProfile week = new RateProfile(MADRID, SURPRISE, HourShape.EVERY_DAY_APART);
        Instant monday = MONDAY.plus(Duration.ofDays(28));
        for (Instant at = MONDAY; at.isBefore(monday); at = at.plusSeconds(120)) {
            ZonedDateTime local = at.atZone(MADRID);
            if (local.getDayOfWeek() != DayOfWeek.MONDAY && local.getHour() >= 9 && local.getHour() < 21) {
                week.arrived(at);
            }
        }

        // When nothing comes on Monday, and nothing on Tuesday at ten
        Instant ten =
                monday.plus(Duration.ofDays(1)).atZone(MADRID).withHour(10).toInstant();

        // Then two minutes before closing on Sunday are all that was missed by Tuesday at seven
        assertThat(week.chanceOfNothing(ten.minus(Duration.ofHours(3)))).isGreaterThan(0.2);
        assertThat(week.chanceOfNothing(ten)).isLessThan(SURPRISE);
        assertThat(week.knows(monday, ten, Duration.ofMinutes(105))).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5, 6})
    void what_comes_in_bursts_may_stay_away_for_longer(long seed) {
        // Given six weeks in which half of the hours bring forty arrivals and the others none
        Random random = new Random(seed);
        RateProfile bursts = new RateProfile(MADRID, 1e-9);
        RateProfile steady = new RateProfile(MADRID, 1e-9);
        Instant end = MONDAY.plus(Duration.ofDays(42));
        for (Instant at = MONDAY; at.isBefore(end); at = at.plus(Duration.ofHours(1))) {
            boolean comes = random.nextBoolean();
            for (int i = 0; i < 40; i++) {
                if (comes) {
                    bursts.arrived(at.plusSeconds(i * 90L));
                }
                if (i % 2 == 0) {
                    steady.arrived(at.plusSeconds(i * 90L));
                }
            }
        }

        // When nothing comes for another two hours
        double chance = bursts.chanceOfNothing(end, end.plus(Duration.ofHours(2)));

        // Then it is surprising only where as many come one by one
        assertThat(chance).isBetween(SURPRISE, 0.25);
        assertThat(steady.chanceOfNothing(end, end.plus(Duration.ofHours(2)))).isLessThan(1e-8);
    }

    private static double perMinute(Instant at) {
        int hour = at.atZone(MADRID).getHour();
        return hour >= 9 && hour < 21 ? 0.5 : 0.002;
    }
}
