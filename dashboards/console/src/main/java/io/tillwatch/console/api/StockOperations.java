package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.StockSearch;
import io.tillwatch.console.StockSearch.StockQuery;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.Explanation;
import io.tillwatch.inventory.Moment;
import io.tillwatch.inventory.StockView.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Stock: point reads from the ledger, search from the search engine. */
final class StockOperations {
    private final ConsolePorts ports;

    StockOperations(ConsolePorts ports) {
        this.ports = ports;
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                        "/api/v1/stock",
                        "searchStock",
                        "Positions that match, lowest available first; as CSV with format=csv (first "
                                + StockSearch.DEEPEST_ROW + " rows)",
                        List.of(
                                Operation.Query.text("q", "Part of a SKU or location"),
                                Operation.Query.text("location", "Exactly this location"),
                                Operation.Query.number("below", "Available is less than this; 0 finds oversold ones"),
                                Operation.Query.flag("stale", "Only positions that carry an interval"),
                                Operation.Query.choice("format", "How to answer", List.of("json", "csv")),
                                Operation.Query.page(),
                                Operation.Query.size()),
                        Replies.StockPage.class,
                        List.of(503),
                        this::search),
                Operation.get(
                        "/api/v1/stock/{sku}",
                        "getSku",
                        "All locations of a SKU with the network's totals, now or at a moment",
                        moment(),
                        Replies.Sku.class,
                        List.of(404, 422, 503),
                        this::sku),
                Operation.get(
                        "/api/v1/stock/{sku}/{location}",
                        "getPosition",
                        "The position of a SKU at a location, now or at a moment",
                        moment(),
                        Replies.Position.class,
                        List.of(404, 422, 503),
                        this::position),
                Operation.get(
                        "/api/v1/stock/{sku}/{location}/explain",
                        "explainPosition",
                        "The movements that make the number, each before the count that covers it, else by occurrence"
                                + " time; their changes add up to the position; as CSV with format=csv",
                        explained(),
                        Replies.Explanation.class,
                        List.of(404, 422, 503),
                        this::explain));
    }

    private static List<Operation.Query> moment() {
        return List.of(
                Operation.Query.time("asOf", "What is known now to have been true at that time"),
                Operation.Query.time(
                        "knownAt",
                        "What was said at that time: without what arrived, or was corrected, later. With asOf: what was"
                                + " said then of that time"));
    }

    private static List<Operation.Query> explained() {
        List<Operation.Query> query = new ArrayList<>(moment());
        query.add(Operation.Query.choice("format", "How to answer", List.of("json", "csv")));
        return query;
    }

    private static Moment moment(Context ctx) {
        return new Moment(Params.time(ctx, "asOf"), Params.time(ctx, "knownAt"));
    }

    private static boolean csv(Context ctx) {
        String format = Params.text(ctx, "format");
        if (format != null && !format.equals("json") && !format.equals("csv")) {
            throw ProblemException.badParameter("format must be json or csv.");
        }
        return "csv".equals(format);
    }

    private void search(Context ctx) {
        boolean csv = csv(ctx);
        Boolean stale = Params.flag(ctx, "stale");
        StockQuery query = new StockQuery(
                Params.text(ctx, "q"),
                Params.text(ctx, "location"),
                Params.decimal(ctx, "below"),
                Boolean.TRUE.equals(stale),
                Params.page(ctx),
                Params.size(ctx));
        if ((long) query.page() * query.size() > StockSearch.DEEPEST_ROW) {
            throw ProblemException.badParameter("Only the first " + StockSearch.DEEPEST_ROW
                    + " rows can be paged: narrow the search with q, location, below or stale.");
        }
        if (csv) {
            ctx.header("Content-Disposition", "attachment; filename=\"stock.csv\"");
            ctx.contentType("text/csv; charset=utf-8").result(StockCsv.write(ports.search(), query));
            return;
        }
        StockSearch.StockPage found = ports.search().search(query);
        Reply.json(
                ctx,
                new Replies.StockPage(
                        found.positions(),
                        found.total(),
                        query.page(),
                        query.size(),
                        ports.live().locations()));
    }

    private void sku(Context ctx) {
        String sku = ctx.pathParam("sku");
        Moment moment = moment(ctx);
        Answer<List<StockPosition>> answer = ports.stock().positions(sku, moment);
        if (answer.value().isEmpty()) {
            throw ProblemException.notFound("No position is known for that SKU" + then(moment)
                    + ". Search with /api/v1/stock?q= or check that it is written as the tills write it.");
        }
        staleness(ctx, answer);
        Map<String, Replies.Total> totals = new LinkedHashMap<>();
        for (StockPosition position : answer.value()) {
            totals.merge(position.unit(), total(position), StockOperations::sum);
        }
        Reply.json(
                ctx,
                new Replies.Sku(
                        sku,
                        List.copyOf(totals.values()),
                        answer.value(),
                        moment.asOf(),
                        moment.knownAt(),
                        answer.staleness(),
                        answer.standby()));
    }

    private void position(Context ctx) {
        Moment moment = moment(ctx);
        Answer<StockPosition> answer = ports.stock()
                .position(ctx.pathParam("sku"), ctx.pathParam("location"), moment)
                .orElseThrow(() -> unknownPosition(moment));
        staleness(ctx, answer);
        Reply.json(
                ctx,
                new Replies.Position(
                        answer.value(), moment.asOf(), moment.knownAt(), answer.staleness(), answer.standby()));
    }

    private void explain(Context ctx) {
        boolean csv = csv(ctx);
        String sku = ctx.pathParam("sku");
        String location = ctx.pathParam("location");
        Moment moment = moment(ctx);
        Answer<Explanation> answer =
                ports.stock().explain(sku, location, moment).orElseThrow(() -> unknownPosition(moment));
        staleness(ctx, answer);
        Explanation told = answer.value();
        if (csv) {
            ctx.header("Content-Disposition", "attachment; filename=\"movements.csv\"");
            ctx.contentType("text/csv; charset=utf-8").result(StockCsv.write(told));
            return;
        }
        Reply.json(
                ctx,
                new Replies.Explanation(
                        sku,
                        location,
                        told.position(),
                        told.movements(),
                        told.counts(),
                        moment.asOf(),
                        moment.knownAt(),
                        answer.staleness(),
                        answer.standby()));
    }

    private static void staleness(Context ctx, Answer<?> answer) {
        ctx.header("staleness", answer.staleness().toString());
        ctx.header("standby", Boolean.toString(answer.standby()));
    }

    private static ProblemException unknownPosition(Moment moment) {
        return ProblemException.notFound("Nothing was said of that SKU at that location" + then(moment)
                + ". /api/v1/stock/{sku} lists the locations that have it.");
    }

    private static String then(Moment moment) {
        return moment.isNow() ? "" : " by that time";
    }

    private static Replies.Total total(StockPosition position) {
        return new Replies.Total(
                position.unit(),
                1,
                position.onHand(),
                position.reserved(),
                position.inTransit(),
                position.available(),
                position.availableLow().max(BigDecimal.ZERO));
    }

    private static Replies.Total sum(Replies.Total a, Replies.Total b) {
        Function<Function<Replies.Total, BigDecimal>, BigDecimal> both =
                part -> part.apply(a).add(part.apply(b));
        return new Replies.Total(
                a.unit(),
                a.locations() + b.locations(),
                both.apply(Replies.Total::onHand),
                both.apply(Replies.Total::reserved),
                both.apply(Replies.Total::inTransit),
                both.apply(Replies.Total::available),
                both.apply(Replies.Total::promisable));
    }
}
