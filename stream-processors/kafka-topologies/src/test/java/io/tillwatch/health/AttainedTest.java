package io.tillwatch.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.contracts.flow.Slo;
import io.tillwatch.contracts.json.Json;
import io.tillwatch.contracts.watch.PeriodAttainment;
import io.tillwatch.contracts.watch.PeriodAttainment.Period;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttainedTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Slo READY = new Slo("ready", 0.95, Duration.ofHours(2));
    /** Clocks went forward in the night before. */
    private static final LocalDate SUNDAY = LocalDate.of(2026, 3, 29);

    @Test
    void a_business_day_closes_at_three_by_the_wall_clock_also_in_a_night_that_is_an_hour_short() {
        // 01:59:59Z is a second before three in summer time
        assertThat(Attained.day(Instant.parse("2026-03-29T01:59:59Z"), LONDON)).isEqualTo(SUNDAY.minusDays(1));
        assertThat(Attained.day(Instant.parse("2026-03-29T02:00:00Z"), LONDON)).isEqualTo(SUNDAY);
        // and in autumn three is three, not the second two
        assertThat(Attained.day(Instant.parse("2026-10-25T02:59:59Z"), LONDON)).isEqualTo(LocalDate.of(2026, 10, 24));
        assertThat(Attained.day(Instant.parse("2026-10-25T03:00:00Z"), LONDON)).isEqualTo(LocalDate.of(2026, 10, 25));
    }

    @Test
    void day_week_and_month_count_today_and_leave_out_what_is_older() {
        // Given one bad of a hundred each day for forty days, and today two of ten
        Attained attained = Attained.NOTHING;
        for (int ago = 40; ago > 0; ago--) {
            attained = attained.plus(SUNDAY.minusDays(ago), 99, 1);
        }
        attained = attained.plus(SUNDAY, 5, 2).plus(SUNDAY, 3, 0);

        // When
        List<PeriodAttainment> periods = attained.periods(READY, LONDON, Instant.parse("2026-03-29T20:00:00Z"));

        // Then by hand: the budget of a day is 5 %, and 20 % are four of them
        assertThat(periods).extracting(PeriodAttainment::period).containsExactly(Period.DAY, Period.WEEK, Period.MONTH);
        assertThat(periods).extracting(PeriodAttainment::total).containsExactly(10L, 610L, 2910L);
        assertThat(periods).extracting(PeriodAttainment::good).containsExactly(8L, 602L, 2879L);
        assertThat(periods.get(0).budgetLeft()).isCloseTo(-3, within(1e-9));
        assertThat(periods.get(1).budgetLeft()).isCloseTo(1 - 8.0 / 610 / 0.05, within(1e-9));
        assertThat(periods.get(0).from()).isEqualTo(Instant.parse("2026-03-29T02:00:00Z"));
        assertThat(attained.days()).as("bounded").hasSize(31);
    }

    @Test
    void nothing_leaves_all_of_the_budget() {
        assertThat(Attained.NOTHING.periods(READY, LONDON, Instant.EPOCH))
                .allSatisfy(period -> assertThat(period.budgetLeft()).isEqualTo(1));
    }

    @Test
    void it_is_kept_as_it_stands() throws IOException {
        // Given
        Attained attained = Attained.NOTHING.plus(SUNDAY, 5, 2);

        // When
        Attained read = Json.mapper().readValue(Json.bytes(attained), Attained.class);

        // Then
        assertThat(read.days()).containsOnlyKeys(SUNDAY);
        assertThat(read.days().get(SUNDAY)).containsExactly(5, 2);
    }
}
