package io.tillwatch.console.api;

import io.javalin.http.Context;
import io.tillwatch.console.ConsolePorts;
import io.tillwatch.console.StockSearch;
import io.tillwatch.console.StockSearch.StockQuery;
import io.tillwatch.contracts.watch.StockPosition;
import io.tillwatch.inventory.Explanation;
import io.tillwatch.inventory.Moment;
import io.tillwatch.inventory.StockView.Answer;
import io.tillwatch.promise.ChannelPolicy;
import io.tillwatch.promise.Negatives;
import io.tillwatch.promise.NetworkTotal;
import io.tillwatch.promise.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stock: point reads from the ledger, search from the search engine. */
final class StockOperations {
    private static final Logger LOG = LoggerFactory.getLogger(StockOperations.class);

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
                        moment(Operation.Query.choice(
                                "negatives",
                                "What a location below zero does to the totals; the allocation says the default",
                                List.of("clamp", "isolate", "net"))),
                        Replies.Sku.class,
                        List.of(404, 422, 503),
                        this::sku),
                Operation.get(
                        "/api/v1/stock/{sku}/promise",
                        "promiseSku",
                        "What channels may promise of a SKU, with the terms that make it",
                        List.of(Operation.Query.text("channel", "Only this channel; absent means all")),
                        Replies.Promises.class,
                        List.of(404, 503),
                        this::promise),
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
                        moment(Operation.Query.choice("format", "How to answer", List.of("json", "csv"))),
                        Replies.Explanation.class,
                        List.of(404, 422, 503),
                        this::explain));
    }

    /** What asks for a moment, and more. */
    private static List<Operation.Query> moment(Operation.Query... more) {
        List<Operation.Query> query = new ArrayList<>(List.of(
                Operation.Query.time("asOf", "What is known now to have been true at that time"),
                Operation.Query.time(
                        "knownAt",
                        "What was said at that time: without what arrived, or was corrected, later. With asOf: what was"
                                + " said then of that time")));
        query.addAll(List.of(more));
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
                Params.size(ctx),
                ports.live().silentLocations());
        if ((long) query.page() * query.size() > StockSearch.DEEPEST_ROW) {
            throw ProblemException.badParameter("Only the first " + StockSearch.DEEPEST_ROW
                    + " rows can be paged: narrow the search with q, location, below or stale.");
        }
        if (csv) {
            ctx.header("Content-Disposition", "attachment; filename=\"stock.csv\"");
            ctx.contentType("text/csv; charset=utf-8").result(StockCsv.write(ports.search(), query, told()));
            return;
        }
        StockSearch.StockPage found = ports.search().search(query);
        Reply.json(
                ctx,
                new Replies.StockPage(
                        found.positions().stream().map(told()).toList(),
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
        Negatives asked = Params.choice(ctx, "negatives", Negatives.class);
        Negatives policy = asked == null ? ports.allocation().policy() : asked;
        List<StockPosition> positions =
                moment.isNow() ? ports.live().confidence().ofSku(answer.value()) : answer.value();
        Reply.json(
                ctx,
                new Replies.Sku(
                        sku,
                        NetworkTotal.of(positions, policy),
                        positions,
                        moment.asOf(),
                        moment.knownAt(),
                        answer.staleness(),
                        answer.standby()));
    }

    private void promise(Context ctx) {
        String sku = ctx.pathParam("sku");
        List<ChannelPolicy> channels = channels(Params.text(ctx, "channel"));
        Answer<List<StockPosition>> answer = ports.stock().positions(sku, Moment.NOW);
        if (answer.value().isEmpty()) {
            throw ProblemException.notFound("No position is known for that SKU: nothing can be promised of it.");
        }
        staleness(ctx, answer);
        List<StockPosition> positions = ports.live().confidence().ofSku(answer.value());
        Reply.json(
                ctx,
                new Replies.Promises(
                        sku,
                        channels.stream()
                                .map(channel -> Promise.of(sku, positions, channel))
                                .toList(),
                        answer.staleness(),
                        answer.standby()));
    }

    private List<ChannelPolicy> channels(@Nullable String name) {
        List<ChannelPolicy> all = ports.allocation().channels();
        if (name == null) {
            return all;
        }
        return List.of(ports.allocation()
                .channel(name)
                .orElseThrow(() -> ProblemException.notFound("The allocation knows no channel of that name; it knows "
                        + all.stream().map(ChannelPolicy::channel).collect(Collectors.joining(", ")) + ".")));
    }

    /** A found position as its location's word leaves it. A SKU's other locations are asked for once a request. */
    private UnaryOperator<StockPosition> told() {
        Map<String, List<StockPosition>> asked = new HashMap<>();
        return position ->
                ports.live().confidence().of(position, () -> asked.computeIfAbsent(position.sku(), this::everywhere));
    }

    /** Empty while the ledger does not answer: then a position's own sales are all that its interval is made of. */
    private List<StockPosition> everywhere(String sku) {
        try {
            return ports.stock().positions(sku, Moment.NOW).value();
        } catch (KafkaException e) {
            LOG.debug("the ledger does not answer a search", e);
            return List.of();
        }
    }

    private void position(Context ctx) {
        Moment moment = moment(ctx);
        Answer<StockPosition> answer = ports.stock()
                .position(ctx.pathParam("sku"), ctx.pathParam("location"), moment)
                .orElseThrow(() -> unknownPosition(moment));
        staleness(ctx, answer);
        StockPosition position = told(moment).apply(answer.value());
        Reply.json(
                ctx,
                new Replies.Position(
                        position,
                        word(position.location(), moment),
                        moment.asOf(),
                        moment.knownAt(),
                        answer.staleness(),
                        answer.standby()));
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
                        told(moment).apply(told.position()),
                        word(location, moment),
                        told.movements(),
                        told.counts(),
                        moment.asOf(),
                        moment.knownAt(),
                        answer.staleness(),
                        answer.standby()));
    }

    /** What was said or true in the past is told as it was: a location's word is of now. */
    private UnaryOperator<StockPosition> told(Moment moment) {
        return moment.isNow() ? told() : UnaryOperator.identity();
    }

    private Replies.@Nullable Word word(String location, Moment moment) {
        return moment.isNow() ? Replies.Word.of(ports.live().confidence().word(location)) : null;
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
}
