package io.tillwatch.console.api;

import io.tillwatch.console.live.Detector;
import io.tillwatch.console.live.ExceptionCluster;
import io.tillwatch.console.live.FlowView;
import io.tillwatch.console.live.Held;
import io.tillwatch.console.live.Overview;
import io.tillwatch.console.live.QuarantineView;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.LocationConfidence;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.Silence;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.contracts.watch.Verdict;
import io.tillwatch.inventory.Explanation.CountRow;
import io.tillwatch.inventory.Explanation.Row;
import io.tillwatch.lag.GroupLag;
import io.tillwatch.promise.NetworkTotal;
import io.tillwatch.promise.Promise;
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
            List<NetworkTotal> totals,
            List<StockPosition> positions,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            Duration staleness,
            boolean standby) {}

    /** @param promises one for each channel that was asked for, in the order of the allocation */
    record Promises(String sku, List<Promise> promises, Duration staleness, boolean standby) {}

    /**
     * How old the last word of a location is.
     *
     * @param missing sequence numbers of its sources that were not heard
     * @param silentSince null when its word is fresh
     * @param silentUntil when it was heard again while what it kept is on its way; null otherwise
     */
    record Word(
            Instant lastEventAt,
            @Nullable Instant lastHeartbeatAt,
            boolean online,
            long backlog,
            long missing,
            @Nullable Instant silentSince,
            @Nullable Instant silentUntil,
            @Nullable String reason) {
        static @Nullable Word of(@Nullable LocationConfidence word) {
            return word == null
                    ? null
                    : new Word(
                            word.lastEventAt(),
                            word.lastHeartbeatAt(),
                            word.online(),
                            word.backlog(),
                            word.missing(),
                            word.silentSince(),
                            word.silentUntil(),
                            word.reason());
        }
    }

    /**
     * @param word of the location; null when nothing was heard of it as a place that sells, or for a moment of the past
     * @param staleness zero from the owner, else how old the standby's copy is
     * @param standby whether a standby answered
     */
    record Position(
            StockPosition position,
            @Nullable Word word,
            @Nullable Instant asOf,
            @Nullable Instant knownAt,
            Duration staleness,
            boolean standby) {}

    record Explanation(
            String sku,
            String location,
            StockPosition position,
            @Nullable Word word,
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

    record Groups(List<GroupLag> groups) {}

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

    record SilenceList(List<Silence> silences) {}

    /** The silence that a person asks for; {@code minutes} by the world's clock. */
    record Hush(
            @Nullable IncidentKind kind,
            @Nullable String flow,
            @Nullable String subject,
            @Nullable String owner,
            @Nullable String reason,
            @Nullable String actor,
            @Nullable Long minutes) {}

    /** Who ends a silence. */
    record Hushed(@Nullable String actor) {}

    /** The verdict was stored; the incident changes when alerting has applied it. */
    record Accepted(Verdict verdict) {}

    record Status(String status, List<Failing> failing) {}

    record Failing(String name, String problem) {}
}
