package io.tillwatch.console.api;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.tillwatch.console.ConsoleMeter;
import io.tillwatch.console.live.FlowView;
import io.tillwatch.console.live.LiveState;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.contracts.watch.PeriodAttainment;
import io.tillwatch.contracts.watch.SloAttainment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The live state as meters, brought up to date when somebody asks for them. Thread-safe. */
final class LiveMeters {
    private static final double MILLIS_PER_SECOND = 1e3;

    private static final Map<ConsoleMeter, ToDoubleFunction<FlowHealth>> OF_FLOWS = Map.of(
            ConsoleMeter.FLOW_HEAD, health -> health.headOfLineMillis() / MILLIS_PER_SECOND,
            ConsoleMeter.FLOW_BACKLOG, FlowHealth::backlog,
            ConsoleMeter.FLOW_DUPLICATES, FlowHealth::duplicateShare,
            ConsoleMeter.FLOW_QUARANTINE, FlowHealth::quarantineShare,
            ConsoleMeter.FLOW_ERRORS, FlowHealth::errorShare);
    private static final Map<String, ToLongFunction<AccountingSnapshot>> OUTCOMES = Map.of(
            "applied", AccountingSnapshot::applied,
            "duplicate", AccountingSnapshot::duplicate,
            "late", AccountingSnapshot::late,
            "quarantined", AccountingSnapshot::quarantined,
            "ignored", AccountingSnapshot::ignored);

    private final LiveState live;
    private final MeterRegistry registry;
    private final Map<ConsoleMeter, MultiGauge> gauges = new EnumMap<>(ConsoleMeter.class);
    private final Set<String> components = new HashSet<>();

    LiveMeters(LiveState live, MeterRegistry registry) {
        this.live = live;
        this.registry = registry;
    }

    synchronized void refresh() {
        List<FlowView> flows = live.flows();
        List<FlowHealth> healths =
                flows.stream().map(FlowView::health).filter(Objects::nonNull).toList();
        OF_FLOWS.forEach((meter, figure) -> show(
                meter,
                healths.stream()
                        .map(health -> Row.of(Tags.of("flow", health.flow()), figure.applyAsDouble(health)))
                        .toList()));
        show(
                ConsoleMeter.FLOW_STATUS,
                healths.stream()
                        .map(health -> Row.of(
                                Tags.of(
                                        "flow",
                                        health.flow(),
                                        "status",
                                        health.status().name()),
                                1))
                        .toList());
        show(ConsoleMeter.FLOW_LAG, lags(healths));
        objectives(flows);
        show(
                ConsoleMeter.CASES,
                live.overview().books().byKind().entrySet().stream()
                        .map(kind -> Row.of(Tags.of("kind", kind.getKey().name()), kind.getValue()))
                        .toList());
        show(
                ConsoleMeter.INCIDENTS,
                live.overview().incidents().byPriority().entrySet().stream()
                        .map(open -> Row.of(Tags.of("priority", "P" + open.getKey()), open.getValue()))
                        .toList());
        records();
    }

    private static List<Row<?>> lags(List<FlowHealth> healths) {
        List<Row<?>> rows = new ArrayList<>();
        for (FlowHealth health : healths) {
            clock(rows, health.flow(), "offline", health.offline());
            clock(rows, health.flow(), "transport", health.transport());
            clock(rows, health.flow(), "ours", health.ours());
        }
        return rows;
    }

    private static void clock(List<Row<?>> rows, String flow, String clock, LagQuantiles lag) {
        if (lag.count() > 0) {
            Tags tags = Tags.of("flow", flow, "clock", clock);
            rows.add(Row.of(tags.and("percentile", "p50"), lag.p50Millis() / MILLIS_PER_SECOND));
            rows.add(Row.of(tags.and("percentile", "p95"), lag.p95Millis() / MILLIS_PER_SECOND));
            rows.add(Row.of(tags.and("percentile", "p99"), lag.p99Millis() / MILLIS_PER_SECOND));
        }
    }

    private void objectives(List<FlowView> flows) {
        List<SloAttainment> all =
                flows.stream().flatMap(flow -> flow.objectives().stream()).toList();
        show(ConsoleMeter.SLO_OBJECTIVE, rows(all.stream(), SloAttainment::target));
        show(
                ConsoleMeter.SLO_ATTAINMENT,
                rows(all.stream().filter(slo -> slo.total() > 0), slo -> (double) slo.good() / slo.total()));
        show(ConsoleMeter.SLO_BUDGET, rows(all.stream(), SloAttainment::budgetLeft));
        show(ConsoleMeter.SLO_PERIOD_ATTAINMENT, periods(all, period -> (double) period.good() / period.total()));
        show(ConsoleMeter.SLO_PERIOD_BUDGET, periods(all, PeriodAttainment::budgetLeft));
    }

    private static List<Row<?>> periods(List<SloAttainment> all, ToDoubleFunction<PeriodAttainment> figure) {
        List<Row<?>> rows = new ArrayList<>();
        for (SloAttainment slo : all) {
            for (PeriodAttainment period : slo.periods()) {
                if (period.total() > 0) {
                    String name = period.period().name().toLowerCase(Locale.ROOT);
                    rows.add(Row.of(
                            Tags.of("flow", slo.flow(), "slo", slo.slo(), "period", name),
                            figure.applyAsDouble(period)));
                }
            }
        }
        return rows;
    }

    private static List<Row<?>> rows(Stream<SloAttainment> objectives, ToDoubleFunction<SloAttainment> figure) {
        List<Row<?>> rows = new ArrayList<>();
        objectives.forEach(
                slo -> rows.add(Row.of(Tags.of("flow", slo.flow(), "slo", slo.slo()), figure.applyAsDouble(slo))));
        return rows;
    }

    private void records() {
        for (AccountingSnapshot account : live.accounts()) {
            if (components.add(account.component())) {
                OUTCOMES.forEach((outcome, count) -> FunctionCounter.builder(
                                ConsoleMeter.RECORDS.meter(), live, state -> sum(state, account.component(), count))
                        .description(ConsoleMeter.RECORDS.help())
                        .tags("component", account.component(), "outcome", outcome)
                        .register(registry));
            }
        }
    }

    private static double sum(LiveState state, String component, ToLongFunction<AccountingSnapshot> count) {
        return state.accounts().stream()
                .filter(account -> account.component().equals(component))
                .mapToLong(count)
                .sum();
    }

    private void show(ConsoleMeter meter, List<? extends Row<?>> rows) {
        gauges.computeIfAbsent(
                        meter,
                        one -> MultiGauge.builder(one.meter())
                                .description(one.help())
                                .baseUnit(one.unit())
                                .register(registry))
                .register(new ArrayList<Row<?>>(rows), true);
    }
}
