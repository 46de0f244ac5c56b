package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.IncidentSource.IncidentQuery;
import io.tillwatch.console.live.ExceptionCluster;
import io.tillwatch.console.live.Held;
import io.tillwatch.console.live.QuarantineView;
import io.tillwatch.contracts.event.ReasonCode;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** New failures, records in quarantine, and the detectors that speak of trouble. */
final class FailureOperations {
    private static final int INCIDENTS = 1_000;

    private final ConsolePorts ports;

    FailureOperations(ConsolePorts ports) {
        this.ports = ports;
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                        "/api/v1/exceptions",
                        "listExceptions",
                        "Clusters of failures never seen before, the last seen first",
                        List.of(),
                        Replies.Exceptions.class,
                        List.of(503),
                        this::exceptions),
                Operation.get(
                        "/api/v1/quarantine",
                        "listQuarantine",
                        "Records in quarantine by how they fail, and the newest of them; never their content",
                        List.of(
                                Operation.Query.choice(
                                        "reason",
                                        "Why it was refused",
                                        Arrays.stream(ReasonCode.values())
                                                .map(Enum::name)
                                                .toList()),
                                Operation.Query.text("flow", "Flow of the catalogue"),
                                Operation.Query.page(),
                                Operation.Query.size()),
                        Replies.Quarantine.class,
                        List.of(),
                        this::quarantine),
                Operation.get(
                        "/api/v1/detectors",
                        "listDetectors",
                        "Rules and models that give signals, and what people said of them",
                        List.of(),
                        Replies.Detectors.class,
                        List.of(),
                        ctx -> Reply.json(
                                ctx, new Replies.Detectors(ports.live().detectors()))));
    }

    private void exceptions(Context ctx) {
        IncidentQuery query = new IncidentQuery(
                EnumSet.allOf(Incident.Status.class), null, IncidentKind.EXCEPTION_NEW, null, 1, INCIDENTS);
        Map<String, String> incidents = ports.incidents().incidents(query).incidents().stream()
                .collect(Collectors.toMap(Incident::subject, Incident::id, (first, second) -> first));
        List<ExceptionCluster> clusters = ports.live().exceptions();
        Reply.json(
                ctx,
                new Replies.Exceptions(clusters.stream()
                        .map(cluster -> new Replies.Cluster(cluster, incidents.get(cluster.id())))
                        .toList()));
    }

    private void quarantine(Context ctx) {
        ReasonCode reason = Params.choice(ctx, "reason", ReasonCode.class);
        String flow = Params.text(ctx, "flow");
        int page = Params.page(ctx);
        int size = Params.size(ctx);
        QuarantineView view = ports.live().quarantine();
        List<Held> matching = view.newest().stream()
                .filter(held -> fits(reason, flow, held.reason(), held.flow()))
                .toList();
        long total = view.groups().stream()
                .filter(group -> fits(reason, flow, group.reason(), group.flow()))
                .mapToLong(QuarantineView.Group::count)
                .sum();
        int from = (int) Math.min(matching.size(), (long) (page - 1) * size);
        int to = (int) Math.min(matching.size(), (long) from + size);
        Reply.json(ctx, new Replies.Quarantine(view.groups(), matching.subList(from, to), total, page, size));
    }

    private static boolean fits(
            @Nullable ReasonCode reason, @Nullable String flow, ReasonCode heldReason, @Nullable String heldFlow) {
        return (reason == null || reason == heldReason) && (flow == null || flow.equals(heldFlow));
    }
}
