package io.tillwatch.console;

import io.tillwatch.console.live.LiveState;
import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.time.WorldClock;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.AccountingSnapshot;
import io.tillwatch.contracts.watch.FlowHealth;
import io.tillwatch.contracts.watch.FlowStatus;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.LagQuantiles;
import io.tillwatch.contracts.watch.ReconciliationCase;
import io.tillwatch.contracts.watch.ReconciliationCase.Amounts;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakClass;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.contracts.watch.ReconciliationCase.Level;
import io.tillwatch.contracts.watch.ReconciliationCase.Posting;
import io.tillwatch.contracts.watch.ReconciliationCase.ResidualPart;
import io.tillwatch.contracts.watch.Signal;
import io.tillwatch.contracts.watch.SloAttainment;
import io.tillwatch.contracts.watch.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A made-up retailer at two in the afternoon: two stores offline, refunds failing, a queue in front of Odoo. */
final class PreviewWorld {
    static final Instant START = Instant.parse("2026-11-23T13:02:11Z");
    private static final long SEED = 20261123;

    final WorldClock clock;
    final LiveState live;
    final PreviewStock stock;
    private final Random random = new Random(SEED);

    PreviewWorld(double speed) {
        clock = WorldClock.startingAt(START, speed).withZone(ZoneId.of("Europe/Brussels"));
        live = new LiveState(FlowCatalogue.demo(), clock);
        stock = new PreviewStock(START, SEED);
        stock.all().forEach(live::apply);
        for (int minute = 59; minute >= 0; minute--) {
            flowsAt(START.minus(Duration.ofMinutes(minute)), minute);
        }
        objectives();
        incidents().forEach(live::apply);
        cases().forEach(live::apply);
        accounts(0).forEach(live::apply);
        signals();
        live.caughtUp();
    }

    ConsolePorts ports() {
        return ConsolePorts.live(stock, stock, this::said, live);
    }

    private void said(Verdict verdict) {
        live.incident(verdict.incident()).ifPresent(incident -> live.apply(with(incident, verdict)));
    }

    private static Incident with(Incident i, Verdict verdict) {
        Incident.Status status = switch (verdict.say()) {
            case ACKNOWLEDGE -> Incident.Status.ACKNOWLEDGED;
            case RESOLVE, FALSE -> Incident.Status.RESOLVED;
            default -> i.status();
        };
        List<Incident.TimelineEntry> timeline = new java.util.ArrayList<>(i.timeline());
        timeline.add(new Incident.TimelineEntry(
                verdict.at(),
                verdict.actor() + " said " + verdict.say()
                        + (verdict.comment() == null ? "" : ": " + verdict.comment())));
        return new Incident(
                i.id(),
                i.version() + 1,
                i.kind(),
                i.scope(),
                i.subject(),
                i.flow(),
                status,
                i.priority(),
                i.score(),
                i.terms(),
                i.title(),
                i.startedAt(),
                i.detectedAt(),
                i.lastSeenAt(),
                verdict.at(),
                status == Incident.Status.RESOLVED ? verdict.at() : null,
                i.signals(),
                i.moneyAtRisk(),
                i.customers(),
                i.flows(),
                i.entities(),
                i.joined(),
                timeline,
                i.causes(),
                i.evidence(),
                i.expectedCause(),
                i.owner(),
                i.escalation(),
                i.runbook(),
                i.action(),
                i.ticket(),
                i.assignee(),
                verdict.say().name(),
                i.model());
    }

    /** One step of the world: a sale, a sample of each flow, an account that grows. */
    void step(int n) {
        Instant now = clock.instant();
        List<String> skus = List.copyOf(stock.bySku("store-002").keySet());
        for (int i = 0; i < 3; i++) {
            live.apply(stock.sell(skus.get(random.nextInt(skus.size())), "store-00" + (1 + random.nextInt(6)), now));
        }
        if (n % 3 == 0) {
            flowsAt(now, 0);
        }
        accounts(n).forEach(live::apply);
    }

    void flowsAt(Instant at, int minutesAgo) {
        for (Flow flow : FlowCatalogue.demo().all()) {
            live.apply(health(flow.id(), at, minutesAgo));
        }
    }

    FlowHealth health(String flow, Instant at, int minutesAgo) {
        double wave = 1 + 0.2 * Math.sin(minutesAgo / 6.0) + 0.1 * random.nextDouble();
        return switch (flow) {
            case "pos-sales" ->
                flow(
                        flow,
                        at,
                        FlowStatus.DEGRADED_AS_DESIGNED,
                        "store-007 and store-019 sell offline by design for 3 h 12 min; 38 of 40 stores live",
                        1_200,
                        612 * wave,
                        640.0,
                        412,
                        .003,
                        .0001,
                        0,
                        List.of("store-007", "store-019"),
                        at.plusSeconds(1_500));
            case "web-orders" ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "84 orders a minute, as expected",
                        800,
                        84 * wave,
                        82.0,
                        0,
                        .001,
                        0,
                        .002,
                        List.of(),
                        null);
            case "stock-feed" ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "last update reached all channels 3.0 s ago",
                        3_000,
                        310 * wave,
                        300.0,
                        12,
                        .02,
                        0,
                        .001,
                        List.of(),
                        null);
            case "odoo-import" ->
                flow(
                        flow,
                        at,
                        FlowStatus.SLOW,
                        "4,120 events wait in the queue and it grows by 96 a minute: Odoo answers 429 to 31 % of calls",
                        392_000 - minutesAgo * 5_800L,
                        188 * wave,
                        260.0,
                        Math.max(0, 4_120 - minutesAgo * 96L),
                        .004,
                        .0002,
                        .31,
                        List.of("odoo"),
                        at.plusSeconds(360));
            case "refunds" ->
                flow(
                        flow,
                        at,
                        FlowStatus.STALLED,
                        "312 refunds wait, none settled for 8 min: provider code 05",
                        480_000,
                        0,
                        6.5,
                        minutesAgo > 8 ? 0 : 312 - minutesAgo * 36L,
                        0,
                        0,
                        .98,
                        List.of("psp"),
                        null);
            case "webhooks" ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "99.7 % delivered at the first attempt",
                        450,
                        140 * wave,
                        138.0,
                        3,
                        .034,
                        .0004,
                        .003,
                        List.of(),
                        null);
            case "marketplace-orders-b" ->
                flow(
                        flow,
                        at,
                        FlowStatus.SILENT,
                        "no order for 41 min where 11 are expected: probability 0.00002",
                        0,
                        0,
                        0.27,
                        0,
                        0,
                        0,
                        0,
                        List.of("marketplace-b"),
                        null);
            case "catalogue-feed" ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "last feed 5 h 12 min ago, all 4,114 products",
                        0,
                        0,
                        0.0,
                        0,
                        0,
                        0,
                        0,
                        List.of(),
                        null);
            default ->
                flow(
                        flow,
                        at,
                        FlowStatus.OK,
                        "as expected",
                        900 + random.nextInt(900),
                        22 * wave,
                        24.0,
                        random.nextInt(3),
                        .001,
                        0,
                        .001,
                        List.of(),
                        null);
        };
    }

    private FlowHealth flow(
            String flow,
            Instant at,
            FlowStatus status,
            String reason,
            long head,
            double rate,
            Double expected,
            long backlog,
            double duplicates,
            double quarantine,
            double errors,
            List<String> affected,
            @Nullable Instant levelAt) {
        double jitter = 1 + 0.3 * random.nextDouble();
        return new FlowHealth(
                flow,
                at,
                status,
                reason,
                head,
                new LagQuantiles(1_000, 900 * jitter, 4_200 * jitter, 11_000),
                new LagQuantiles(1_000, 110 * jitter, 380 * jitter, 900),
                new LagQuantiles(1_000, 6 * jitter, 19 * jitter, 48),
                Math.max(0, backlog),
                rate,
                expected,
                duplicates,
                quarantine,
                errors,
                levelAt,
                affected);
    }

    private void objectives() {
        int n = 0;
        for (Flow flow : FlowCatalogue.demo().all()) {
            for (var slo : flow.slos()) {
                boolean missed = flow.id().equals("refunds") || flow.id().equals("odoo-import");
                live.apply(new SloAttainment(
                        flow.id(),
                        slo.name(),
                        START.minus(Duration.ofDays(30)),
                        START,
                        missed ? 96_100 : 99_960 - n * 3,
                        100_000,
                        slo.target(),
                        missed ? 14.2 : 0.4,
                        missed ? -0.21 : 0.71));
            }
            n++;
        }
    }

    private static Incident incident(
            String id,
            IncidentKind kind,
            String subject,
            String flow,
            Incident.Status status,
            int priority,
            double score,
            String title,
            int minutes,
            @Nullable Money money,
            long customers,
            List<Incident.PriorityTerm> terms) {
        Instant began = START.minus(Duration.ofMinutes(minutes));
        return new Incident(
                id,
                3,
                kind,
                "retailer",
                subject,
                flow,
                status,
                priority,
                score,
                terms,
                title,
                began,
                began.plusSeconds(2),
                START.minusSeconds(9),
                START.minusSeconds(8),
                status == Incident.Status.RESOLVED ? START.minusSeconds(600) : null,
                41,
                money,
                customers,
                List.of(flow, "payments", "settlements"),
                List.of("psp", "order W-100482", "order W-100497", "order W-100511", "store-007"),
                List.of("webhooks: error share rose 40 s later on a flow that refunds feed"),
                List.of(
                        new Incident.TimelineEntry(began, "first refund failed with provider code 05"),
                        new Incident.TimelineEntry(began.plusSeconds(2), "detected by refund-failures: 6 of 6 calls"),
                        new Incident.TimelineEntry(began.plusSeconds(95), "joined: webhooks error share 3.1 %"),
                        new Incident.TimelineEntry(began.plusSeconds(240), "priority 2 to 1: 41,200.00 EUR at risk")),
                List.of(
                        new Incident.Cause(
                                "Provider answers code 05 to every refund since 13:54",
                                .86,
                                List.of(
                                        "312 of 312 refund calls failed with 05",
                                        "captures of the same provider succeed: 99.9 %",
                                        "no deploy, no certificate change in 24 h")),
                        new Incident.Cause(
                                "Certificate of refund endpoint renewed 13:51",
                                .09,
                                List.of("change record psp-refund-tls")),
                        new Incident.Cause("Queue growth at Odoo", .05, List.of("backlog began 31 min earlier"))),
                Map.of(
                        "provider_code",
                        "05",
                        "failed_calls",
                        "312 of 312",
                        "first_order",
                        "W-100482",
                        "capture_success",
                        "99.9 %"),
                null,
                "payments",
                "payments-oncall",
                "docs/runbooks/" + kind.runbook(),
                "Switch refunds to the second acquirer (fallback of the flow), then replay the 312 refunds from the outbox.",
                title
                        + "\n\nPriority 1, score 8.6: 41,200.00 EUR at risk (+3.1), tier 2 flow (+1.5), burn 14.2x (+2.0).\n"
                        + "Since 13:54 CET 312 of 312 refund calls failed with provider code 05.\n"
                        + "Captures of the same provider succeed (99.9 %).\nFallback: manual refund list.\nOwner: payments. Runbook: docs/runbooks/"
                        + kind.runbook(),
                null,
                null,
                null);
    }

    private static List<Incident.PriorityTerm> terms(double scale) {
        return List.of(
                new Incident.PriorityTerm("money at risk", 3.1 * scale, 1, 3.1 * scale, "41,200.00 EUR in 312 refunds"),
                new Incident.PriorityTerm("slo burn", 14.2, .14, 2.0 * scale, "14.2 times faster than allowed"),
                new Incident.PriorityTerm("criticality", 3, .5, 1.5 * scale, "tier 2 flow"),
                new Incident.PriorityTerm("customers", 312, .004, 1.2 * scale, "312 customers wait for money"),
                new Incident.PriorityTerm("spread", 1, .5, .5 * scale, "1 provider, 2 flows"),
                new Incident.PriorityTerm("novelty", 1, .3, .3 * scale, "not seen in 90 days"));
    }

    private static List<Incident> incidents() {
        return List.of(
                incident(
                        "inc-7f31a2",
                        IncidentKind.REFUND_FAILING,
                        "psp",
                        "refunds",
                        Incident.Status.OPEN,
                        1,
                        8.6,
                        "Refunds fail at the provider with code 05: 312 wait",
                        8,
                        Money.of("41200.00", "EUR"),
                        312,
                        terms(1)),
                incident(
                        "inc-19cc04",
                        IncidentKind.SOURCE_OFFLINE,
                        "store-007, store-019",
                        "pos-sales",
                        Incident.Status.ACKNOWLEDGED,
                        2,
                        5.4,
                        "Two stores are offline and sell locally; their stock is shown with intervals",
                        192,
                        null,
                        0,
                        terms(.63)),
                incident(
                        "inc-a08d51",
                        IncidentKind.API_THROTTLED,
                        "odoo",
                        "odoo-import",
                        Incident.Status.OPEN,
                        2,
                        5.1,
                        "Odoo throttles 31 % of import calls; 4,120 events wait, level in 6 min",
                        31,
                        Money.of("18940.50", "EUR"),
                        0,
                        terms(.59)),
                incident(
                        "inc-55e0b7",
                        IncidentKind.SOURCE_SILENT,
                        "marketplace-b",
                        "marketplace-orders-b",
                        Incident.Status.OPEN,
                        2,
                        4.7,
                        "Marketplace B sends nothing for 41 min where 11 orders are expected",
                        41,
                        Money.of("2310.00", "EUR"),
                        11,
                        terms(.55)),
                incident(
                        "inc-c4410e",
                        IncidentKind.OVERSELL,
                        "COAT-WOOL-M at store-004",
                        "stock-feed",
                        Incident.Status.OPEN,
                        3,
                        3.2,
                        "COAT-WOOL-M oversold by 2 at store-004: orders W-100391 and W-100402 lose",
                        17,
                        Money.of("498.00", "EUR"),
                        2,
                        terms(.37)),
                incident(
                        "inc-d1187a",
                        IncidentKind.RECONCILIATION_BREAKS,
                        "store-012",
                        "odoo-postings",
                        Incident.Status.OPEN,
                        3,
                        2.9,
                        "Two sessions of yesterday do not balance: 1,204.50 EUR",
                        310,
                        Money.of("1204.50", "EUR"),
                        0,
                        terms(.34)),
                incident(
                        "inc-e77f19",
                        IncidentKind.TRANSACTION_ANOMALY,
                        "store-015 till-03",
                        "pos-sales",
                        Incident.Status.OPEN,
                        4,
                        1.4,
                        "Voids at store-015 till-03 are 9 times what that cashier's hour shows",
                        52,
                        Money.of("212.40", "EUR"),
                        0,
                        terms(.16)),
                incident(
                        "inc-012bd3",
                        IncidentKind.DUPLICATE_STORM,
                        "shop",
                        "webhooks",
                        Incident.Status.RESOLVED,
                        3,
                        2.2,
                        "Shop resent 3,102 webhooks; all were recognized",
                        240,
                        null,
                        0,
                        terms(.25)));
    }

    static ReconciliationCase reconciliation(
            String id,
            BreakKind kind,
            BreakClass breakClass,
            Level level,
            String store,
            @Nullable String sale,
            @Nullable String odoo,
            String residual,
            int hours,
            String explanation,
            String action,
            boolean suggested) {
        return new ReconciliationCase(
                id,
                level,
                breakClass,
                kind,
                suggested ? ReconciliationCase.Status.SUGGESTED : ReconciliationCase.Status.CONFIRMED,
                List.of("R-" + store + "-1801", "R-" + store + "-1802"),
                List.of(1204L),
                odoo == null ? List.of() : List.of(new Posting("account.move", 88_120, "POSS/2026/11/0042")),
                new Amounts(sale, odoo, residual, "EUR"),
                List.of(
                        new ResidualPart("cash rounding", "0.02"),
                        new ResidualPart("missing card payment", residual),
                        new ResidualPart("tax base", "-4.10")),
                explanation,
                action,
                store,
                List.of("till closed its session at 20:14", "import queue was throttled from 20:10 to 20:41"),
                residual.replace("-", ""),
                "finance",
                true,
                START.minus(Duration.ofHours(hours)),
                START.minusSeconds(60),
                "2026.11",
                2,
                Map.of("business_date", "2026-11-22", "journal", "POSS"));
    }

    private static List<ReconciliationCase> cases() {
        List<ReconciliationCase> cases = new java.util.ArrayList<>(List.of(
                reconciliation(
                        "case-01",
                        BreakKind.TENDER_MISMATCH,
                        BreakClass.MISMATCHED,
                        Level.SESSION,
                        "store-012",
                        "8412.30",
                        "7221.90",
                        "1190.40",
                        16,
                        "Card payments of the session are short by one terminal batch",
                        "Ask the provider for batch 4471, then post the missing payment",
                        false),
                reconciliation(
                        "case-02",
                        BreakKind.ROUNDING,
                        BreakClass.MISMATCHED,
                        Level.SESSION,
                        "store-031",
                        "5120.05",
                        "5105.95",
                        "14.10",
                        17,
                        "Cash rounding was posted per line, not per receipt",
                        "Correct the rounding method of the till",
                        true),
                reconciliation(
                        "case-03",
                        BreakKind.DUPLICATE_ORDER,
                        BreakClass.MISMATCHED,
                        Level.SALE,
                        "store-004",
                        "89.90",
                        "179.80",
                        "-89.90",
                        20,
                        "The till sent the receipt twice with two uuids; Odoo holds both",
                        "Cancel the second order in Odoo",
                        false)));
        for (int i = 0; i < 9; i++) {
            cases.add(reconciliation(
                    "case-1" + i,
                    BreakKind.MISSING_IN_ODOO,
                    BreakClass.EXPECTED,
                    Level.SALE,
                    "store-0" + (10 + i),
                    "12" + i + ".50",
                    null,
                    "12" + i + ".50",
                    1 + i,
                    "Sold today; the session closes tonight",
                    "Nothing: due by tomorrow 13:00",
                    false));
        }
        return cases;
    }

    private List<AccountingSnapshot> accounts(int n) {
        long more = n * 37L;
        return List.of(
                new AccountingSnapshot(
                        "inventory",
                        "retail.sales-0",
                        "pos-sales",
                        612_331 + more,
                        610_902 + more,
                        1_304,
                        12,
                        113,
                        0,
                        clock.instant()),
                new AccountingSnapshot(
                        "inventory", "retail.stock-0", "stock-feed", 204_118, 202_990, 1_120, 0, 8, 0, clock.instant()),
                new AccountingSnapshot(
                        "inventory",
                        "retail.orders-0",
                        "web-orders",
                        301_772,
                        120_004,
                        641,
                        0,
                        104,
                        181_023,
                        clock.instant()),
                new AccountingSnapshot(
                        "flow-health",
                        "integration.telemetry-0",
                        "webhooks",
                        86_110,
                        86_073,
                        37,
                        0,
                        0,
                        0,
                        clock.instant()));
    }

    private void signals() {
        for (int i = 0; i < 12; i++) {
            live.apply(new Signal(
                    "sig-" + i,
                    IncidentKind.REFUND_FAILING,
                    Signal.DEFAULT_SCOPE,
                    "psp",
                    "refunds",
                    "refund-failures",
                    Signal.State.FIRING,
                    START.minusSeconds(480),
                    START.minusSeconds(480 - i * 40L),
                    START.minusSeconds(478 - i * 40L),
                    .98,
                    (i + 1) * 26 + " of " + (i + 1) * 26 + " refund calls failed with provider code 05",
                    1.0,
                    .004,
                    Money.of(new BigDecimal(3_400 * (i + 1)), "EUR"),
                    (i + 1) * 26L,
                    List.of("psp"),
                    Map.of(),
                    null,
                    null));
        }
    }
}
