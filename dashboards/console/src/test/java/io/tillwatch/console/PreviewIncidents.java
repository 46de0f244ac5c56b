package io.tillwatch.console;

import io.tillwatch.contracts.flow.Flow;
import io.tillwatch.contracts.flow.FlowCatalogue;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.Incident;
import io.tillwatch.contracts.watch.Incident.Cause;
import io.tillwatch.contracts.watch.Incident.PriorityTerm;
import io.tillwatch.contracts.watch.Incident.Status;
import io.tillwatch.contracts.watch.Incident.TimelineEntry;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Made-up incidents whose terms follow the formula that alerting uses, so that they add up as real ones do. */
final class PreviewIncidents {
    private static final double[] BANDS = {6.0, 4.0, 2.5, 1.2};

    private PreviewIncidents() {}

    /** What differs from incident to incident. */
    private static final class Draft {
        private final String id;
        private final IncidentKind kind;
        private final String flow;
        private final String subject;
        private final String title;
        private final int minutes;
        private Status status = Status.OPEN;
        private @Nullable Money money;
        private long customers;
        private double severity;
        private List<String> further = List.of();
        private boolean seenBefore;
        private List<String> entities = List.of();
        private final List<String> joined = new ArrayList<>();
        private final List<TimelineEntry> timeline = new ArrayList<>();
        private final List<Cause> causes = new ArrayList<>();
        private final Map<String, String> evidence = new LinkedHashMap<>();
        private @Nullable String expected;
        private @Nullable String verdict;
        private String action = "Read the examples, find the change that came before them, and assign an owner.";

        Draft(String id, IncidentKind kind, String flow, String subject, int minutes, String title) {
            this.id = id;
            this.kind = kind;
            this.flow = flow;
            this.subject = subject;
            this.minutes = minutes;
            this.title = title;
        }

        Draft status(Status value) {
            status = value;
            return this;
        }

        Draft stakes(@Nullable String euros, long people, double strongest) {
            money = euros == null ? null : Money.of(euros, "EUR");
            customers = people;
            severity = strongest;
            return this;
        }

        Draft touches(List<String> flows, String... things) {
            further = flows;
            entities = List.of(things);
            return this;
        }

        Draft seenBefore() {
            seenBefore = true;
            return this;
        }

        Draft joined(String why) {
            joined.add(why);
            return this;
        }

        Draft at(int secondsIn, String what) {
            timeline.add(new TimelineEntry(PreviewWorld.START.minusSeconds(minutes * 60L - secondsIn), what));
            return this;
        }

        Draft cause(double score, String what, String... because) {
            causes.add(new Cause(what, score, List.of(because)));
            return this;
        }

        Draft fact(String name, String value) {
            evidence.put(name, value);
            return this;
        }

        Draft expected(String why) {
            expected = why;
            return this;
        }

        Draft verdict(String value) {
            verdict = value;
            return this;
        }

        Draft action(String what) {
            action = what;
            return this;
        }

        Incident made() {
            Flow of = FlowCatalogue.demo().find(flow).orElseThrow();
            List<PriorityTerm> terms = terms(of.tier());
            double score =
                    terms.stream().mapToDouble(PriorityTerm::contribution).sum();
            int priority = 1;
            while (priority < 5 && score < BANDS[priority - 1]) {
                priority++;
            }
            Instant began = PreviewWorld.START.minus(Duration.ofMinutes(minutes));
            List<String> flows = new ArrayList<>(List.of(flow));
            flows.addAll(further);
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
                    PreviewWorld.START.minusSeconds(9),
                    PreviewWorld.START.minusSeconds(8),
                    status == Status.RESOLVED ? PreviewWorld.START.minusSeconds(600) : null,
                    Math.max(1, minutes / 2 + 12),
                    money,
                    customers,
                    flows,
                    entities,
                    joined,
                    timeline,
                    causes,
                    evidence,
                    expected,
                    of.owner(),
                    of.escalation(),
                    "docs/runbooks/" + kind.runbook(),
                    action,
                    "P" + priority + " " + title + "\nSince " + began + ", seen " + Math.max(1, minutes / 2 + 12)
                            + " times.\nFlow " + flow + ", owner " + of.owner() + ", escalation " + of.escalation()
                            + ".\nWhat to do: " + action + "\n",
                    status == Status.OPEN ? null : "maria",
                    verdict,
                    null);
        }

        private List<PriorityTerm> terms(int tier) {
            List<PriorityTerm> terms = new ArrayList<>();
            Money stake = money;
            if (stake != null) {
                add(terms, "money at risk", Math.log10(1 + stake.minor() / 100.0), 0.7, stake + " at risk");
            }
            if (customers > 0) {
                add(terms, "customers", Math.log10(1.0 + customers), 0.5, customers + " customers affected");
            }
            add(terms, "criticality", 4 - tier, 0.7, "tier-" + tier + " flow " + flow);
            add(terms, "severity", severity, 2, "strongest signal " + severity + " of 1");
            if (!further.isEmpty()) {
                add(terms, "spread", further.size(), 0.4, further.size() + " further flows touched");
            }
            if (!seenBefore) {
                add(terms, "novelty", 1, 0.3, "not seen before");
            }
            return terms;
        }

        private static void add(List<PriorityTerm> terms, String name, double value, double weight, String because) {
            terms.add(new PriorityTerm(name, rounded(value), weight, rounded(value * weight), because));
        }

        private static double rounded(double value) {
            return Math.round(value * 1000) / 1000.0;
        }
    }

    static List<Incident> all() {
        return List.of(
                new Draft(
                                "inc-7f31a2",
                                IncidentKind.REFUND_FAILING,
                                "refunds",
                                "psp",
                                8,
                                "Refunds fail at the provider with code 05: 312 wait")
                        .stakes("41200.00", 312, .98)
                        .touches(List.of("payments", "settlements"), "psp", "W-100482", "W-100497", "W-100511")
                        .joined("webhooks: error share rose 40 s later on a flow that refunds feed")
                        .at(0, "first refund failed with provider code 05")
                        .at(2, "detected by detection/refunds: 6 of 6 calls")
                        .at(95, "joined: webhooks error share 3.1 %")
                        .at(240, "priority 2 to 1: 41,200.00 EUR at risk")
                        .cause(
                                .86,
                                "Provider answers code 05 to every refund since 13:54",
                                "312 of 312 refund calls failed with 05",
                                "captures of the same provider succeed: 99.9 %",
                                "no deploy in 24 h")
                        .cause(.09, "Certificate of the refund endpoint renewed 13:51", "change psp-refund-tls")
                        .cause(.05, "Queue growth at Odoo", "backlog began 31 min earlier")
                        .fact("provider_code", "05")
                        .fact("failed_calls", "312 of 312")
                        .fact("capture_success", "99.9 %")
                        .action("Switch refunds to the second acquirer (fallback of the flow), then replay the 312"
                                + " refunds from the outbox.")
                        .made(),
                new Draft(
                                "inc-a08d51",
                                IncidentKind.API_THROTTLED,
                                "odoo-import",
                                "odoo",
                                31,
                                "Odoo throttles 31 % of import calls; 4,120 events wait, level in 6 min")
                        .stakes("18940.50", 0, .31)
                        .touches(List.of(), "odoo")
                        .seenBefore()
                        .at(0, "first 429 from Odoo")
                        .at(60, "detected by health/errors: 31 % of 188 calls a minute")
                        .cause(.7, "odoo itself", "nothing upstream changed before it")
                        .cause(.3, "Batch size of the importer raised", "change importer-batch 50 to 200 at 13:28")
                        .fact("throttled_calls", "58 of 188 a minute")
                        .action("Lower the importer's concurrency to 4 and let the queue drain; it will be level in"
                                + " about 6 min.")
                        .made(),
                new Draft(
                                "inc-55e0b7",
                                IncidentKind.SOURCE_SILENT,
                                "marketplace-orders-b",
                                "marketplace-b",
                                41,
                                "Marketplace B sends nothing for 41 min where 11 orders are expected")
                        .stakes("2310.00", 11, .4)
                        .touches(List.of(), "marketplace-b")
                        .at(0, "last order M-88213")
                        .at(1_900, "detected by health/silence: probability 0.00002")
                        .cause(.6, "Credential of marketplace-b expired", "401 from its API since 13:21")
                        .fact("expected_orders", "11")
                        .action("Renew the API credential of marketplace B, then poll from the last seen order.")
                        .made(),
                new Draft(
                                "inc-c4410e",
                                IncidentKind.OVERSELL,
                                "stock-feed",
                                "COAT-WOOL-M|store-004",
                                17,
                                "COAT-WOOL-M oversold by 2 at store-004: orders W-100391 and W-100402 lose")
                        .stakes("498.00", 2, .2)
                        .touches(List.of(), "store-004", "W-100391", "W-100402")
                        .seenBefore()
                        .at(0, "position fell below zero")
                        .cause(.5, "pos-sales at store-004 upstream", "till sold while the shop reserved")
                        .fact("available", "-2")
                        .action("Serve the two orders from store-011, which has 6, or tell the customers.")
                        .made(),
                new Draft(
                                "inc-19cc04",
                                IncidentKind.SOURCE_OFFLINE,
                                "pos-sales",
                                "store-007, store-019",
                                192,
                                "Two stores are offline and sell locally; their stock is shown with intervals")
                        .stakes(null, 0, .8)
                        .touches(List.of("stock-feed"), "store-007", "store-019")
                        .seenBefore()
                        .status(Status.ACKNOWLEDGED)
                        .at(0, "last heartbeat of store-007")
                        .at(300, "declared offline by store-systems")
                        .at(420, "maria: ACKNOWLEDGE - provider works on the line")
                        .cause(.8, "Line of the provider in the north", "both stores hang on it")
                        .action("Nothing to do but wait: the tills upload by themselves when the line is back.")
                        .made(),
                new Draft(
                                "inc-d1187a",
                                IncidentKind.RECONCILIATION_BREAKS,
                                "odoo-postings",
                                "store-012",
                                310,
                                "Two sessions of store-012 do not balance: 1,204.50 EUR")
                        .stakes("1204.50", 0, .3)
                        .touches(List.of(), "store-012", "POSS/2026/11/0042")
                        .at(0, "session 1204 closed with a difference")
                        .cause(.7, "Card batch 4471 is missing", "one terminal of store-012 sent no settlement")
                        .action("Ask the provider for batch 4471, then post the missing payment.")
                        .made(),
                new Draft(
                                "inc-e77f19",
                                IncidentKind.TRANSACTION_ANOMALY,
                                "pos-sales",
                                "store-015|till-03",
                                52,
                                "Voids at store-015 till-03 are 9 times what that hour shows")
                        .stakes("212.40", 0, 0)
                        .touches(List.of(), "store-015", "till-03")
                        .seenBefore()
                        .at(0, "9 voids within 20 min")
                        .action("Look at the receipts of that till with the store manager.")
                        .made(),
                new Draft(
                                "inc-88b1c3",
                                IncidentKind.DEMAND_SURGE,
                                "web-orders",
                                "shop",
                                62,
                                "Orders of the shop run at 1.8 times the usual Monday")
                        .stakes(null, 0, .2)
                        .touches(List.of(), "shop")
                        .expected("promotion black-week-start in the calendar")
                        .at(0, "rate passed the interval")
                        .action("None: the calendar explains it.")
                        .made(),
                new Draft(
                                "inc-3d90aa",
                                IncidentKind.EXCEPTION_NEW,
                                "settlements",
                                "tpl-91c2",
                                24,
                                "A failure never seen before came 14 times from settlement-import")
                        .stakes(null, 0, .5)
                        .touches(List.of(), "settlement-import")
                        .at(0, "first failure of the template")
                        .fact("template", "cannot parse amount <*> in row <*> of <*>")
                        .made(),
                new Draft(
                                "inc-012bd3",
                                IncidentKind.DUPLICATE_STORM,
                                "webhooks",
                                "shop",
                                240,
                                "Shop resent 3,102 webhooks; all were recognized")
                        .stakes(null, 0, .3)
                        .touches(List.of(), "shop")
                        .seenBefore()
                        .status(Status.RESOLVED)
                        .verdict("false")
                        .at(0, "duplicate share rose to 34 %")
                        .at(7_200, "recovered")
                        .action("None: duplicates were recognized.")
                        .made());
    }

    /** One whose names and sums leave no room: a subject without a place to break, and millions at risk. */
    static Incident broad() {
        return new Draft(
                        "inc-broad",
                        IncidentKind.RECONCILIATION_BREAKS,
                        "marketplace-orders-b",
                        "urn:marketplace-b:settlement:2f7c0a4e5d8b4c61b0f3a9d17e6c5b24",
                        4_310,
                        "A settlement of the marketplace does not add up")
                .stakes("12841200.50", 48_200, .9)
                .touches(List.of())
                .made();
    }

    /** What alerting makes of a verdict, as far as a preview needs it. */
    static Incident with(Incident i, Verdict verdict) {
        Status status = switch (verdict.say()) {
            case ACKNOWLEDGE -> Status.ACKNOWLEDGED;
            case RESOLVE, FALSE, MERGE -> Status.RESOLVED;
            default -> i.status();
        };
        List<TimelineEntry> timeline = new ArrayList<>(i.timeline());
        timeline.add(new TimelineEntry(
                verdict.at(),
                verdict.actor() + ": " + verdict.say() + (verdict.comment() == null ? "" : " - " + verdict.comment())));
        return changed(i, i.title(), status, timeline, verdict.say() == Verdict.Say.FALSE ? "false" : i.verdict());
    }

    /** The next version with another title. */
    static Incident retitled(Incident i, String title) {
        return changed(i, title, i.status(), i.timeline(), i.verdict());
    }

    private static Incident changed(
            Incident i, String title, Status status, List<TimelineEntry> timeline, @Nullable String verdict) {
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
                title,
                i.startedAt(),
                i.detectedAt(),
                i.lastSeenAt(),
                i.updatedAt(),
                status == Status.RESOLVED ? i.updatedAt() : null,
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
                verdict,
                i.model());
    }
}
