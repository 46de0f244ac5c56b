package io.tillwatch.health;

import io.tillwatch.contracts.flow.Slo;
import io.tillwatch.contracts.watch.PeriodAttainment;
import io.tillwatch.contracts.watch.PeriodAttainment.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of one objective, day by day: {good, bad} of the last 31 business days. A business day closes at three in
 * the morning, local time. Immutable, so that it is stored as it stands.
 */
record Attained(Map<LocalDate, long[]> days) {
    static final Attained NOTHING = new Attained(Map.of());

    private static final Duration CLOSES = Duration.ofHours(3);
    private static final int KEPT = 31;

    /** The business day of a moment: by the wall clock, so that a night with a change of clocks closes at three as well. */
    static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDateTime().minus(CLOSES).toLocalDate();
    }

    Attained plus(LocalDate day, long good, long bad) {
        TreeMap<LocalDate, long[]> all = new TreeMap<>(days);
        all.merge(day, new long[] {good, bad}, (one, other) -> new long[] {one[0] + other[0], one[1] + other[1]});
        return new Attained(new TreeMap<>(all.tailMap(all.lastKey().minusDays(KEPT - 1L), true)));
    }

    /** Today so far, the last seven days and the last thirty; today is one of them. */
    List<PeriodAttainment> periods(Slo slo, ZoneId zone, Instant now) {
        LocalDate today = day(now, zone);
        List<PeriodAttainment> periods = new ArrayList<>();
        for (Period period : Period.values()) {
            LocalDate first = today.minusDays(period.days() - 1L);
            long good = 0;
            long bad = 0;
            for (Map.Entry<LocalDate, long[]> entry : days.entrySet()) {
                if (!entry.getKey().isBefore(first)) {
                    good += entry.getValue()[0];
                    bad += entry.getValue()[1];
                }
            }
            Instant from = first.atStartOfDay().plus(CLOSES).atZone(zone).toInstant();
            periods.add(new PeriodAttainment(period, from, good, good + bad, budgetLeft(slo, good, bad)));
        }
        return periods;
    }

    private static double budgetLeft(Slo slo, long good, long bad) {
        long total = good + bad;
        return total == 0 ? 1 : 1 - (double) bad / total / (1 - slo.target());
    }
}
