package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.integration.CallObserved;
import io.tillwatch.contracts.integration.ChangeRecorded;
import io.tillwatch.contracts.integration.QueueSampled;
import io.tillwatch.contracts.integration.WebhookAttempted;
import io.tillwatch.simulator.Manifest.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What more of the integration fabric speaks on a fault day: a connector, a webhook and a queue on most of which nothing
 * is wrong most of the time, and changes that have nothing to do with any fault.
 */
final class FaultDayTelemetry {
    static final String CONNECTOR = "web-orders-connector";
    static final String WEBHOOK = "psp-events";
    static final String QUEUE = "stock-feed-publisher";
    static final Duration SETTLES = Duration.ofMinutes(3);

    private static final double FAILING = 0.4;
    private static final double REFUSED = 0.6;
    private static final double NORMALLY_FAILING = 0.0004;
    private static final int INNOCENT_CHANGES = 14;
    private static final List<String[]> INNOCENT = List.of(
            new String[] {"pos-sales", "till-firmware"},
            new String[] {"stock-feed", "buffer-rules"},
            new String[] {"payments", "checkout-page"},
            new String[] {"warehouse", "label-printer"},
            new String[] {"odoo-import", "import-batch"},
            new String[] {"refunds", "refund-form"},
            new String[] {"webhooks", "retry-policy"},
            new String[] {"web-orders", "search-index"},
            new String[] {"click-and-collect", "shelf-labels"},
            new String[] {"odoo-postings", "report-layout"});

    private final SimulatorConfig config;
    private final Script script;
    private final FaultPlan plan;
    private final Dice dice;

    FaultDayTelemetry(SimulatorConfig config, Script script, FaultPlan plan) {
        this.config = config;
        this.script = script;
        this.plan = plan;
        this.dice = Dice.of(config.seed(), "fault-day-telemetry");
    }

    void report() {
        if (config.scenario() != Scenario.FAULT_DAY) {
            return;
        }
        calls();
        webhooks();
        queue();
        credentials();
        for (int i = 0; i < INNOCENT_CHANGES; i++) {
            String[] what = dice.pick(INNOCENT);
            String version = String.format(Locale.ROOT, "%s %d.%d", what[1], dice.between(1, 9), dice.between(0, 30));
            change(config.at(dice.share(0.03, 0.9)), dice.chance(0.7) ? "deploy" : "config", what[1], version, what[0]);
        }
    }

    private void calls() {
        Window faulty = plan.window(FaultKind.DEPLOY_FAILING);
        if (faulty != null) {
            change(faulty.from(), "deploy", CONNECTOR, "web orders connector 7.3.0", "web-orders");
        }
        Instant at = config.worldStart().plusSeconds(30);
        while (script.happens(at)) {
            boolean broken = faulty != null
                    && !at.isBefore(faulty.from().plus(SETTLES))
                    && at.isBefore(faulty.to().plus(SETTLES));
            boolean fails = dice.chance(broken ? FAILING : NORMALLY_FAILING);
            event("/integration/" + CONNECTOR, EventType.CALL_OBSERVED, at, CONNECTOR, "web-orders")
                    .body(new CallObserved(
                            "order-service",
                            "order/accept",
                            fails ? 503 : 200,
                            fails ? dice.between(900, 3_000) : dice.between(40, 300),
                            CONNECTOR,
                            fails ? "Service Unavailable" : null));
            at = at.plusSeconds(dice.between(10, 20));
        }
    }

    private void webhooks() {
        Window faulty = plan.window(FaultKind.WEBHOOKS_FAILING);
        Instant at = config.worldStart().plusSeconds(40);
        int number = 0;
        while (script.happens(at)) {
            String delivery = "DLV-" + (700_001 + number++);
            int attempt = 1;
            boolean refused = faulty != null && faulty.contains(at) && dice.chance(REFUSED);
            while (refused && attempt < 3) {
                webhook(at.plusSeconds(attempt * 5L), delivery, attempt++, 502);
            }
            webhook(at.plusSeconds(attempt * 5L), delivery, attempt, 200);
            at = at.plusSeconds(dice.between(15, 30));
        }
    }

    private void webhook(Instant at, String delivery, int attempt, int status) {
        event("/integration/webhooks", EventType.WEBHOOK_ATTEMPTED, at, WEBHOOK, "webhooks")
                .about(delivery)
                .body(new WebhookAttempted(WEBHOOK, delivery, attempt, status, dice.between(30, 200)));
    }

    /** Its head stands still while the fault lasts; its depth is small and steady. */
    private void queue() {
        Window stalled = plan.window(FaultKind.QUEUE_STALLED);
        if (stalled != null) {
            change(stalled.from().minusSeconds(20), "config", "broker-2", "partition leader moved", "stock-feed");
        }
        Instant at = config.worldStart().plusSeconds(50);
        while (script.happens(at)) {
            long depth = dice.between(0, 5);
            Instant oldest = depth == 0 ? null : at.minusSeconds(dice.between(1, 20));
            if (stalled != null && stalled.contains(at)) {
                depth = dice.between(7, 9);
                oldest = stalled.from();
            }
            event("/integration/stock-publisher", EventType.QUEUE_SAMPLED, at, QUEUE, "stock-feed")
                    .body(new QueueSampled(QUEUE, depth, oldest));
            at = at.plusSeconds(30);
        }
    }

    private void credentials() {
        FaultSpec certificate = plan.spec(FaultKind.CERTIFICATE_ENDING);
        if (certificate != null) {
            Instant at = certificate.window().from();
            ending(
                    at,
                    "certificate",
                    certificate.subject(),
                    at.plus(Duration.ofHours(certificate.size())),
                    "warehouse");
        }
        FaultSpec key = plan.spec(FaultKind.KEY_ENDING);
        if (key != null) {
            Instant at = key.window().from();
            ending(at, "key", key.subject(), at.plus(Duration.ofDays(key.size())), "odoo-import");
        }
        Instant early = config.at(0.04);
        ending(early, "certificate", "shop-front", early.plus(Duration.ofDays(200)), "web-orders");
        ending(early, "key", "carrier-key", early.plus(Duration.ofDays(90)), "warehouse");
    }

    private void ending(Instant at, String kind, String target, Instant ends, String flow) {
        event("/integration/changes", EventType.CHANGE_RECORDED, at, target, flow)
                .body(new ChangeRecorded(kind, target, kind + " seen in the inventory", "inventory-bot", ends));
    }

    private void change(Instant at, String kind, String target, String summary, String flow) {
        event("/integration/changes", EventType.CHANGE_RECORDED, at, target, flow)
                .body(new ChangeRecorded(kind, target, summary, "release-bot", null));
    }

    private Draft event(String source, EventType type, Instant at, String subject, String flow) {
        return script.event(source, type, at).subject(subject).key(flow).flow(flow);
    }
}
