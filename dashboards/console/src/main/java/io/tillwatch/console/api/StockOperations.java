package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.StockSearch;
import io.tillwatch.console.StockSearch.StockQuery;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.StockView.Answer;
import io.tillwatch.inventory.StockView.MovementRow;
import java.math.BigDecimal;
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
                        "All locations of a SKU with the network's totals",
                        List.of(),
                        Replies.Sku.class,
                        List.of(404, 503),
                        this::sku),
                Operation.get(
                        "/api/v1/stock/{sku}/{location}",
                        "getPosition",
                        "The position of a SKU at a location",
                        List.of(),
                        Replies.Position.class,
                        List.of(404, 503),
                        this::position),
                Operation.get(
                        "/api/v1/stock/{sku}/{location}/explain",
                        "explainPosition",
                        "The movements that make the number, by occurrence time",
                        List.of(),
                        Replies.Explanation.class,
                        List.of(404, 503),
                        this::explain));
    }

    private void search(Context ctx) {
        String format = Params.text(ctx, "format");
        if (format != null && !format.equals("json") && !format.equals("csv")) {
            throw ProblemException.badParameter("format must be json or csv.");
        }
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
        if ("csv".equals(format)) {
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
        Answer<List<StockPosition>> answer = ports.stock().positions(sku);
        if (answer.value().isEmpty()) {
            throw ProblemException.notFound("No position is known for that SKU. Search with /api/v1/stock?q= or check"
                    + " that it is written as the tills write it.");
        }
        staleness(ctx, answer);
        Map<String, Replies.Total> totals = new LinkedHashMap<>();
        for (StockPosition position : answer.value()) {
            totals.merge(position.unit(), total(position), StockOperations::sum);
        }
        Reply.json(
                ctx,
                new Replies.Sku(
                        sku, List.copyOf(totals.values()), answer.value(), answer.staleness(), answer.standby()));
    }

    private void position(Context ctx) {
        Answer<StockPosition> answer = ports.stock()
                .position(ctx.pathParam("sku"), ctx.pathParam("location"))
                .orElseThrow(StockOperations::unknownPosition);
        staleness(ctx, answer);
        Reply.json(ctx, new Replies.Position(answer.value(), answer.staleness(), answer.standby()));
    }

    private void explain(Context ctx) {
        String sku = ctx.pathParam("sku");
        String location = ctx.pathParam("location");
        Answer<List<MovementRow>> movements = ports.stock().explain(sku, location);
        StockPosition position =
                ports.stock().position(sku, location).map(Answer::value).orElse(null);
        if (position == null && movements.value().isEmpty()) {
            throw unknownPosition();
        }
        staleness(ctx, movements);
        Reply.json(
                ctx,
                new Replies.Explanation(
                        sku, location, position, movements.value(), movements.staleness(), movements.standby()));
    }

    private static void staleness(Context ctx, Answer<?> answer) {
        ctx.header("staleness", answer.staleness().toString());
    }

    private static ProblemException unknownPosition() {
        return ProblemException.notFound("Nothing was ever said of that SKU at that location. /api/v1/stock/{sku} lists"
                + " the locations that have it.");
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
