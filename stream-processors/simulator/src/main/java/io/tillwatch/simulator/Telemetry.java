package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.CalendarAnnounced;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.ChangeRecorded;
import io.tillwatch.contracts.integration.ExceptionRaised;
import io.tillwatch.contracts.integration.Heartbeat;
import io.tillwatch.contracts.integration.JobFinished;
import io.tillwatch.contracts.integration.QueueSampled;
import io.tillwatch.contracts.integration.WebhookAttempted;
import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.demand.Demand.Product;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the integration fabric says of itself. */
final class Telemetry {
    static final String CONNECTOR = "/integration/odoo-connector";
    private static final String MONITOR = "/network/monitor";
    private static final Duration BEAT = Duration.ofMinutes(5);
    private static final double EXCEPTIONS_PER_MINUTE = 0.12;

    private static final List<String[]> KNOWN_EXCEPTIONS = List.of(
            new String[] {"catalogue", "web-orders", "java.net.SocketTimeoutException", "Read timed out after %d ms"},
            new String[] {"connector", "odoo-import", "java.io.IOException", "Connection reset by peer on attempt %d"},
            new String[] {"pricing", "stock-feed", "java.lang.IllegalStateException", "No price list for customer %d"},
            new String[] {
                "carrier", "warehouse", "io.retail.carrier.LabelException", "Label service busy, retry in %d s"
            });

    private final SimulatorConfig config;
    private final Retailer retailer;
    private final Script script;
    private final FaultPlan plan;
    private final Dice dice;

    Telemetry(SimulatorConfig config, Retailer retailer, Script script, FaultPlan plan) {
        this.config = config;
        this.retailer = retailer;
        this.script = script;
        this.plan = plan;
        this.dice = Dice.of(config.seed(), "telemetry");
    }

    void report(Window trade, List<CustomerOrder> orders) {
        heartbeats(orders);
        odoo();
        webhooks(orders);
        exceptions(trade);
        changes();
        jobs();
    }

    private void heartbeats(List<CustomerOrder> orders) {
        for (Store store : retailer.stores()) {
            beats(store.gateway(), store.id(), TillEvents.FLOW, store, orders);
        }
        beats(Retailer.WMS, Retailer.WAREHOUSE, "warehouse", null, orders);
        beats(Channel.WEB.source(), "shop", Channel.WEB.flow(), null, orders);
        beats(Channel.A.source(), "marketplace-a", Channel.A.flow(), null, orders);
        beats(Channel.B.source(), "marketplace-b", Channel.B.flow(), null, orders);
        beats(FaultPlan.PROVIDER, "psp", "payments", null, orders);
    }

    private void beats(String source, String node, String flow, @Nullable Store store, List<CustomerOrder> orders) {
        Instant at = config.worldStart().plusSeconds(dice.between(5, 120));
        while (script.happens(at)) {
            FaultPlan.Outage outage = store == null ? null : plan.silencing(store.gateway(), at);
            boolean online = outage == null;
            List<Instant> waiting = store == null ? waiting(source, at, orders) : List.of();
            event(plan.speaks(source, at) ? source : MONITOR, EventType.HEARTBEAT, at, node, flow)
                    .body(new Heartbeat(node, online, waiting.size(), waiting.isEmpty() ? null : waiting.get(0)));
            at = at.plus(BEAT).plusMillis(dice.between(-2_000, 2_000));
        }
    }

    /** When those orders were placed that a channel keeps back at that moment, oldest first. */
    private List<Instant> waiting(String source, Instant at, List<CustomerOrder> orders) {
        Window kept = plan.saidToWait(source);
        if (kept == null || !kept.contains(at)) {
            return List.of();
        }
        return orders.stream()
                .filter(order -> order.channel().source().equals(source))
                .map(CustomerOrder::placedAt)
                .filter(placed -> kept.contains(placed) && placed.isBefore(at))
                .sorted()
                .toList();
    }

    /** The import queue takes its figures from the same throttling that the stand-in applies. */
    private void odoo() {
        Window throttled = plan.window(FaultKind.ODOO_THROTTLED);
        Instant at = config.worldStart().plusSeconds(20);
        while (script.happens(at)) {
            boolean refused = throttled != null && throttled.contains(at);
            call(at, refused && !dice.chance(0.15));
            if (refused) {
                for (int i = 1; i <= 5; i++) {
                    call(at.plusSeconds(i * 3L), true);
                }
            }
            at = at.plusSeconds(dice.between(15, 25));
        }
        Instant sample = config.worldStart().plusSeconds(45);
        while (script.happens(sample)) {
            sample(sample, throttled);
            sample = sample.plusSeconds(60);
        }
    }

    private void call(Instant at, boolean refused) {
        String operation = dice.chance(0.6) ? "pos.order/sync_from_ui" : "sale.order/create";
        event(CONNECTOR, EventType.CALL_OBSERVED, at, "odoo", "odoo-import")
                .body(new CallObserved(
                        "odoo",
                        operation,
                        refused ? 429 : 200,
                        refused ? dice.between(5, 30) : dice.between(70, 420),
                        "odoo-connector",
                        refused ? "Too Many Requests" : null));
    }

    private void sample(Instant at, @Nullable Window throttled) {
        long depth = dice.between(0, 4);
        Instant oldest = depth == 0 ? null : at.minusSeconds(dice.between(2, 30));
        if (throttled != null && !at.isBefore(throttled.from())) {
            double grown = new Window(throttled.from(), at).minutes() * 22;
            double most = throttled.minutes() * 22;
            if (throttled.contains(at)) {
                depth = (long) grown + depth;
                oldest = throttled.from();
            } else if (at.isBefore(drained(throttled))) {
                double left = 1
                        - new Window(throttled.to(), at).minutes()
                                / new Window(throttled.to(), drained(throttled)).minutes();
                depth = (long) (most * left) + depth;
                oldest = throttled.from().plusMillis((long)
                        ((1 - left) * throttled.length().toMillis()));
            }
        }
        event(CONNECTOR, EventType.QUEUE_SAMPLED, at, "odoo-import", "odoo-import")
                .body(new QueueSampled("odoo-import", depth, oldest));
    }

    /** When the queue that grew while Odoo refused is level again. */
    static Instant drained(Window throttled) {
        return throttled.to().plusMillis((long) (throttled.length().toMillis() * 0.4));
    }

    private void webhooks(List<CustomerOrder> orders) {
        for (CustomerOrder order : orders) {
            if (order.channel().equals(Channel.WEB)) {
                event(
                                "/integration/webhooks",
                                EventType.WEBHOOK_ATTEMPTED,
                                order.placedAt().plusMillis(600),
                                "shop-orders",
                                "webhooks")
                        .about(order.id())
                        .body(new WebhookAttempted("shop-orders", order.id(), 1, 200, dice.between(40, 260)));
            }
        }
    }

    private void exceptions(Window trade) {
        int count = dice.poisson(EXCEPTIONS_PER_MINUTE * trade.minutes());
        for (int i = 0; i < count; i++) {
            String[] known = dice.pick(KNOWN_EXCEPTIONS);
            event("/services/" + known[0], EventType.EXCEPTION_RAISED, dice.in(trade), known[0], known[1])
                    .body(new ExceptionRaised(
                            known[0],
                            known[2],
                            String.format(Locale.ROOT, known[3], dice.between(2, 30_000)),
                            known[2] + "\n\tat io.retail." + known[0] + ".Worker.run(Worker.java:88)",
                            null));
        }
    }

    private void changes() {
        change(config.at(0.05), "deploy", "catalogue", "catalogue 4.18.2", "web-orders", null);
        change(config.at(0.1), "certificate", "wms", "client certificate renewed", "warehouse", Duration.ofDays(320));
        Window throttled = plan.window(FaultKind.ODOO_THROTTLED);
        if (throttled != null) {
            change(throttled.from().minusSeconds(50), "config", "odoo", "API rate limit lowered", "odoo-import", null);
        }
        Window storm = plan.window(FaultKind.DUPLICATE_WEBHOOKS);
        if (storm != null) {
            change(
                    storm.from().minusSeconds(70),
                    "deploy",
                    "shop-webhooks",
                    "webhook dispatcher 2.9.0",
                    "webhooks",
                    null);
        }
        Window poison = plan.window(FaultKind.POISON_RECORDS);
        if (poison != null) {
            change(poison.from().minusSeconds(60), "deploy", "feed-bridge", "feed bridge 1.4.0", "stock-feed", null);
        }
        Window promotion = plan.window(FaultKind.PROMOTION);
        if (promotion != null) {
            List<String> skus = plan.promoted().stream().map(Product::sku).toList();
            Instant said = config.worldStart().plusSeconds(100);
            script.event("/merchandising/calendar", EventType.CALENDAR_ANNOUNCED, said)
                    .subject("PROMO-1")
                    .about("PROMO-1")
                    .key("*")
                    .flow(TillEvents.FLOW)
                    .body(new CalendarAnnounced(
                            "PROMO-1",
                            "promotion",
                            "*",
                            skus,
                            promotion.from(),
                            promotion.to(),
                            BigDecimal.valueOf(6)));
            change(promotion.from(), "price", "promotion", "20 % off the promoted articles", TillEvents.FLOW, null);
        }
    }

    private void change(Instant at, String kind, String target, String summary, String flow, @Nullable Duration valid) {
        event("/integration/changes", EventType.CHANGE_RECORDED, at, target, flow)
                .body(new ChangeRecorded(kind, target, summary, "release-bot", valid == null ? null : at.plus(valid)));
    }

    private void jobs() {
        Instant at = config.at(0.2);
        event("/odoo/scheduler", EventType.JOB_FINISHED, at, "catalogue-feed", "catalogue-feed")
                .body(new JobFinished(
                        "catalogue-feed",
                        true,
                        at.minusSeconds(240),
                        retailer.range().size(),
                        null));
    }

    private Draft event(String source, EventType type, Instant at, String subject, String flow) {
        return script.event(source, type, at).subject(subject).key(flow).flow(flow);
    }
}
