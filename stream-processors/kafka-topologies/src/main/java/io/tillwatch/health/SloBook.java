package io.tillwatch.health;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.Slo;
import io.tillwatch.contracts.watch.PeriodAttainment;
import io.tillwatch.contracts.watch.PeriodAttainment.Period;
import io.tillwatch.contracts.watch.SloAttainment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the objectives of a flow were kept: over the last hour, today, the last seven days and the last thirty. Pure. */
final class SloBook {
    private SloBook() {}

    /** What became of the first objective; empty for a flow without one. */
    static List<PeriodAttainment> first(FlowMemory memory, @Nullable Flow flow, Instant now) {
        if (flow == null || flow.slos().isEmpty()) {
            return List.of();
        }
        Slo slo = flow.slos().get(0);
        return memory.attained().getOrDefault(slo.name(), Attained.NOTHING).periods(slo, flow.zone(), now);
    }

    /** Null while nothing came. */
    static @Nullable Double share(List<PeriodAttainment> periods, Period period) {
        return periods.stream()
                .filter(one -> one.period() == period && one.total() > 0)
                .map(one -> (double) one.good() / one.total())
                .findFirst()
                .orElse(null);
    }

    /** Of the longest period; null for a flow without objective. */
    static @Nullable Double budgetLeft(List<PeriodAttainment> periods) {
        return periods.isEmpty() ? null : periods.get(periods.size() - 1).budgetLeft();
    }

    /** The first objective always, the others once something was seen that they speak of. */
    static List<SloAttainment> of(FlowMemory memory, Flow flow, Instant now) {
        List<SloAttainment> all = new ArrayList<>();
        FlowSpan last = memory.last(FlowMemory.KEPT, now);
        for (Slo slo : flow.slos()) {
            boolean first = all.isEmpty();
            boolean byLateness = first && !FlowMeter.MEASURED.contains(slo.name());
            Attained attained = memory.attained().getOrDefault(slo.name(), Attained.NOTHING);
            if (!first && attained.days().isEmpty()) {
                continue;
            }
            Tally facts = last.tally(BurnRule.OBJECTIVE + slo.name());
            long good = facts.good() + (byLateness ? last.inTime() : 0);
            long total = facts.good() + facts.bad() + (byLateness ? last.events() : 0);
            double burn = total == 0 ? 0 : (1 - (double) good / total) / (1 - slo.target());
            all.add(new SloAttainment(
                    flow.id(),
                    slo.name(),
                    now.minus(FlowMemory.KEPT),
                    now,
                    good,
                    total,
                    slo.target(),
                    burn,
                    1 - burn,
                    attained.periods(slo, flow.zone(), now)));
        }
        return all;
    }
}
