package io.tillwatch.console.live;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.SloAttainment;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The newest health of each flow in the catalogue, with a short past. Not thread-safe. */
final class FlowBoard {
    private static final int TREND = 120;

    private final FlowCatalogue catalogue;
    private final Map<String, FlowHealth> health = new HashMap<>();
    private final Map<String, Deque<FlowView.TrendPoint>> trends = new HashMap<>();
    private final Map<String, Map<String, SloAttainment>> objectives = new HashMap<>();

    FlowBoard(FlowCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Whether it was newer than what stood there, of a flow that the catalogue knows. */
    boolean apply(FlowHealth next) {
        FlowHealth before = health.get(next.flow());
        if (catalogue.find(next.flow()).isEmpty()
                || (before != null && before.at().isAfter(next.at()))) {
            return false;
        }
        health.put(next.flow(), next);
        Deque<FlowView.TrendPoint> trend = trends.computeIfAbsent(next.flow(), flow -> new ArrayDeque<>());
        trend.addLast(FlowView.TrendPoint.of(next));
        if (trend.size() > TREND) {
            trend.removeFirst();
        }
        return true;
    }

    boolean apply(SloAttainment next) {
        if (catalogue.find(next.flow()).isEmpty()) {
            return false;
        }
        objectives.computeIfAbsent(next.flow(), flow -> new TreeMap<>()).put(next.slo(), next);
        return true;
    }

    List<FlowView> all() {
        return catalogue.all().stream().map(this::view).toList();
    }

    @Nullable
    FlowView find(String id) {
        return catalogue.find(id).map(this::view).orElse(null);
    }

    Overview.Flows view() {
        Map<FlowStatus, Integer> byStatus = new EnumMap<>(FlowStatus.class);
        health.values().forEach(flow -> byStatus.merge(flow.status(), 1, Integer::sum));
        List<SloAttainment> measured = objectives.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .filter(slo -> slo.total() > 0)
                .toList();
        int met = (int) measured.stream()
                .filter(slo -> (double) slo.good() / slo.total() >= slo.target())
                .count();
        double least =
                measured.stream().mapToDouble(SloAttainment::budgetLeft).min().orElse(Double.NaN);
        return new Overview.Flows(
                catalogue.all().size(),
                health.size(),
                byStatus,
                measured.size(),
                met,
                Double.isNaN(least) ? null : (Double) least);
    }

    private FlowView view(Flow flow) {
        return new FlowView(
                flow,
                health.get(flow.id()),
                List.copyOf(trends.getOrDefault(flow.id(), new ArrayDeque<>())),
                List.copyOf(objectives.getOrDefault(flow.id(), Map.of()).values()));
    }
}
