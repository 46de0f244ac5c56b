package io.tillwatch.console.api;

import io.tillwatch.console.live.Detector;
import io.tillwatch.console.live.ExceptionCluster;
import io.tillwatch.console.live.FlowView;
import io.tillwatch.console.live.Held;
import io.tillwatch.console.live.Overview;
import io.tillwatch.console.live.QuarantineView;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.contracts.watch.Verdict;
import io.tillwatch.inventory.Explanation.CountRow;
import io.tillwatch.inventory.Explanation.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API answers, as records; the OpenAPI document is derived from them. */
final class Replies {
    private Replies() {}

    /**
     * A SKU in the whole network.
     *
     * @param totals one for each unit that occurs
     */
    record Sku(
            String sku,
            List<Total> totals,
            List<StockPosition> positions,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            Duration staleness,
            boolean standby) {}

    /**
     * Sums over all locations.
     *
     * @param available as it is: a negative location lowers it
     * @param promisable sum of what each location surely has; a negative one counts as none, for its goods cannot be
     *     taken from another
     */
    record Total(
            String unit,
            int locations,
            BigDecimal onHand,
            BigDecimal reserved,
            BigDecimal inTransit,
            BigDecimal available,
            BigDecimal promisable) {}

    /**
     * @param staleness zero from the owner, else how old the standby's copy is
     * @param standby whether a standby answered
     */
    record Position(
            StockPosition position,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            Duration staleness,
            boolean standby) {}

    record Explanation(
            String sku,
            String location,
            StockPosition position,
            List<Row> movements,
            List<CountRow> counts,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            Duration staleness,
            boolean standby) {}

    record StockPage(List<StockPosition> positions, long total, int page, int size, List<String> locations) {}

    record IncidentPage(List<Incident> incidents, long total, int page, int size) {}

    record CasePage(List<ReconciliationCase> cases, long total, int page, int size, Overview.Books books) {}

    record Flows(List<FlowView> flows) {}

    record FlowDetail(FlowView flow, List<String> downstream, List<Incident> incidents, List<Signal> signals) {}

    record Accounting(Overview.Accounting total, List<AccountingSnapshot> accounts) {}

    /** @param incident the one that it became; null while there is none */
    record Cluster(ExceptionCluster cluster, @Nullable String incident) {}

    record Exceptions(List<Cluster> clusters) {}

    /** @param total records in quarantine that match */
    record Quarantine(List<QuarantineView.Group> groups, List<Held> records, long total, int page, int size) {}

    record Detectors(List<Detector> detectors) {}

    /** What a person says; {@code actor} is who says it. */
    record Said(
            Verdict.Say say,
            @Nullable String actor,
            @Nullable String comment,
            @Nullable String other) {}

    /** The verdict was stored; the incident changes when alerting has applied it. */
    record Accepted(Verdict verdict) {}

    record Status(String status, List<Failing> failing) {}

    record Failing(String name, String problem) {}
}
