package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.tillwatch.console.CaseSource;
import io.tillwatch.console.CaseSource.CaseQuery;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.IncidentSource.IncidentQuery;
import io.tillwatch.console.live.FlowView;
import io.tillwatch.console.live.Overview;
import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/** Flows, books, accounting and the figures of the first page. */
final class WatchOperations {
    private static final int RELATED = 20;

    private final ConsolePorts ports;

    WatchOperations(ConsolePorts ports) {
        this.ports = ports;
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                        "/api/v1/overview",
                        "getOverview",
                        "The figures of the first page",
                        List.of(),
                        Overview.class,
                        List.of(),
                        ctx -> Reply.json(ctx, ports.live().overview())),
                Operation.get(
                        "/api/v1/flows",
                        "listFlows",
                        "All flows of the catalogue with their health and short past",
                        List.of(),
                        Replies.Flows.class,
                        List.of(),
                        ctx -> Reply.json(ctx, new Replies.Flows(ports.live().flows()))),
                Operation.get(
                        "/api/v1/flows/{id}",
                        "getFlow",
                        "One flow with its open incidents and newest signals",
                        List.of(),
                        Replies.FlowDetail.class,
                        List.of(404, 503),
                        this::flow),
                Operation.get(
                        "/api/v1/groups",
                        "listGroups",
                        "How far each consumer group is behind in each topic, in records and in time",
                        List.of(),
                        Replies.Groups.class,
                        List.of(),
                        ctx -> Reply.json(ctx, new Replies.Groups(ports.groups().get()))),
                Operation.get(
                        "/api/v1/reconciliation/cases",
                        "listCases",
                        "Differences between sales and books, the worst first",
                        List.of(
                                Operation.Query.choice("kind", "Kind of break", names(BreakKind.values())),
                                Operation.Query.choice(
                                        "class", "Whether it is a break yet", names(BreakClass.values())),
                                Operation.Query.text("store", "Store"),
                                Operation.Query.flag("open", "Only open or only closed ones; both when absent"),
                                Operation.Query.page(),
                                Operation.Query.size()),
                        Replies.CasePage.class,
                        List.of(503),
                        this::cases),
                Operation.get(
                        "/api/v1/reconciliation/cases/{id}",
                        "getCase",
                        "One case with both sides, its parts and evidence",
                        List.of(),
                        ReconciliationCase.class,
                        List.of(404, 503),
                        this::found),
                Operation.get(
                        "/api/v1/accounting",
                        "getAccounting",
                        "What became of every record",
                        List.of(),
                        Replies.Accounting.class,
                        List.of(),
                        ctx -> Reply.json(
                                ctx,
                                new Replies.Accounting(
                                        ports.live().overview().accounting(),
                                        ports.live().accounts()))));
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private void flow(Context ctx) {
        String id = ctx.pathParam("id");
        FlowView flow = ports.live()
                .flow(id)
                .orElseThrow(() -> ProblemException.notFound(
                        "The catalogue has no flow of that id. /api/v1/flows lists all of them."));
        List<Incident> incidents = ports.incidents()
                .incidents(new IncidentQuery(
                        EnumSet.of(Incident.Status.OPEN, Incident.Status.ACKNOWLEDGED), null, null, id, 1, RELATED))
                .incidents();
        Reply.json(
                ctx,
                new Replies.FlowDetail(
                        flow,
                        ports.live().flows().stream()
                                .map(FlowView::flow)
                                .filter(other -> other.upstream().contains(id))
                                .map(Flow::id)
                                .toList(),
                        incidents,
                        ports.live().signals().stream()
                                .filter(signal -> signal.flow().equals(id))
                                .limit(RELATED)
                                .toList()));
    }

    private void found(Context ctx) {
        Reply.json(
                ctx,
                ports.cases()
                        .reconciliationCase(ctx.pathParam("id"))
                        .orElseThrow(() -> ProblemException.notFound(
                                "No case has that id. /api/v1/reconciliation/cases lists what is known.")));
    }

    private void cases(Context ctx) {
        CaseQuery query = new CaseQuery(
                Params.choice(ctx, "kind", BreakKind.class),
                Params.choice(ctx, "class", BreakClass.class),
                Params.text(ctx, "store"),
                Params.flag(ctx, "open"),
                Params.page(ctx),
                Params.size(ctx));
        CaseSource.CasePage found = ports.cases().cases(query);
        Reply.json(
                ctx,
                new Replies.CasePage(
                        found.cases(),
                        found.total(),
                        query.page(),
                        query.size(),
                        ports.live().overview().books()));
    }
}
