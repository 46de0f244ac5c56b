package io.tillwatch.console.live;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.SloAttainment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow of the catalogue and how it is.
 *
 * @param health null while nothing was said of it
 * @param trend oldest first, bounded
 */
public record FlowView(Flow flow, @Nullable FlowHealth health, List<TrendPoint> trend, List<SloAttainment> objectives) {

    /** Without its past: the newest sample only. */
    FlowView newest() {
        return new FlowView(flow, health, trend.subList(Math.max(0, trend.size() - 1), trend.size()), objectives);
    }

    /** One sample of a flow. */
    public record TrendPoint(
            Instant at, long headOfLineMillis, long backlog, double ratePerMinute, double oursP95Millis) {
        static TrendPoint of(FlowHealth health) {
            return new TrendPoint(
                    health.at(),
                    health.headOfLineMillis(),
                    health.backlog(),
                    health.ratePerMinute(),
                    health.ours().p95Millis());
        }
    }
}
