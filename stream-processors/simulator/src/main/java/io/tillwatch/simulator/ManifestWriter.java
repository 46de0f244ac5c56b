package io.tillwatch.simulator;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.simulator.Manifest.Fault;
import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.demand.Demand.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down which faults were really planted, with what must be reported and by when. */
final class ManifestWriter {
    private final SimulatorConfig config;
    private final FaultPlan plan;
    private final PlantedRecords planted;
    private final OdooScript odoo;
    private final Refunds refunds;
    private final List<TillSession> sessions;
    private final Transport transport;
    private final List<Fault> faults = new ArrayList<>();

    ManifestWriter(
            SimulatorConfig config,
            FaultPlan plan,
            PlantedRecords planted,
            OdooScript odoo,
            Refunds refunds,
            List<TillSession> sessions,
            Transport transport) {
        this.config = config;
        this.plan = plan;
        this.planted = planted;
        this.odoo = odoo;
        this.refunds = refunds;
        this.sessions = sessions;
        this.transport = transport;
    }

    Manifest write() {
        if (config.faults()) {
            demand();
            records();
            services();
            plan.outages().stream().filter(FaultPlan.Outage::linkDown).forEach(this::offline);
            clock();
            books();
        }
        faults.sort(Comparator.comparing(Fault::start).thenComparing(Fault::id));
        return new Manifest(faults);
    }

    private void demand() {
        List<String> skus = plan.promoted().stream().map(Product::sku).toList();
        add(FaultKind.PROMOTION, skus, null, null, skus.size(), null, "calendar entry PROMO-1");
        Product surging = plan.surging();
        if (surging != null) {
            Money price = surging.price();
            add(
                    FaultKind.DEMAND_SURGE,
                    List.of(surging.sku()),
                    null,
                    price,
                    1,
                    IncidentKind.DEMAND_SURGE,
                    "demand for " + surging.sku());
        }
    }

    private void records() {
        List<String> changed = planted.changedOrder() == null ? List.of() : List.of(planted.changedOrder());
        add(
                FaultKind.DUPLICATE_WEBHOOKS,
                changed,
                null,
                pence(5),
                planted.redelivered(),
                IncidentKind.DUPLICATE_STORM,
                "deploy of shop-webhooks");
        add(
                FaultKind.POISON_RECORDS,
                List.of("/integration/feed-bridge"),
                null,
                pounds(5),
                planted.poisoned(),
                IncidentKind.QUARANTINE_SPIKE,
                "deploy of feed-bridge");
    }

    private void services() {
        add(
                FaultKind.ODOO_THROTTLED,
                List.of("odoo"),
                pounds(40),
                null,
                1,
                IncidentKind.API_THROTTLED,
                "config change of odoo: API rate limit lowered");
        long failed = Math.max(1, refunds.failed());
        add(
                FaultKind.REFUND_PROVIDER_FAILING,
                List.of("psp", "payments"),
                null,
                new Money(refunds.failedMoney().minor() / failed, Retailer.CURRENCY),
                refunds.failed(),
                IncidentKind.REFUND_FAILING,
                "psp answers with code 05");
    }

    private void offline(FaultPlan.Outage outage) {
        Window window = outage.window();
        Instant uploaded = window.to().plus(transport.upload());
        long receipts = sessions.stream()
                .filter(session -> session.store().equals(outage.store()))
                .flatMap(session -> session.tickets().stream())
                .filter(ticket -> window.contains(ticket.at()))
                .count();
        faults.add(new Fault(
                FaultKind.STORE_OFFLINE + "-" + outage.store().id(),
                FaultKind.STORE_OFFLINE,
                List.of(outage.store().id()),
                window.from(),
                uploaded,
                pounds(15),
                null,
                receipts,
                IncidentKind.SOURCE_OFFLINE,
                "heartbeat of " + outage.store().id() + " offline",
                detected(window.from())));
    }

    private void clock() {
        Store store = plan.skewedStore();
        Window window = plan.window(FaultKind.CLOCK_AHEAD);
        if (store == null || window == null) {
            return;
        }
        String till = store.tillSource(plan.skewedTill());
        List<Ticket> tickets = sessions.stream()
                .filter(session ->
                        session.store().equals(store) && session.till().equals(plan.skewedTill()))
                .flatMap(session -> session.tickets().stream())
                .filter(ticket -> window.contains(ticket.at()))
                .sorted(Comparator.comparing(Ticket::at))
                .toList();
        if (tickets.isEmpty()) {
            return;
        }
        Instant first = tickets.get(0).at();
        faults.add(new Fault(
                FaultKind.CLOCK_AHEAD + "-1",
                FaultKind.CLOCK_AHEAD,
                List.of(till, store.id()),
                first,
                tickets.get(tickets.size() - 1).at(),
                null,
                pounds(3),
                tickets.size(),
                IncidentKind.CLOCK_SKEW,
                "clock of " + till,
                detected(first)));
    }

    private void books() {
        for (Truth.PlantedBreak planned : odoo.breaks()) {
            if (planned.kind() != BreakKind.MISSING_IN_ODOO && planned.kind() != BreakKind.ENTRY_ALTERED) {
                continue;
            }
            boolean missing = planned.kind().name().startsWith("MISSING");
            TillSession session = missing ? odoo.missingIn() : odoo.altered();
            Instant posted = session == null ? null : odoo.postedAt(session);
            if (posted == null) {
                continue;
            }
            FaultKind kind = missing ? FaultKind.MISSING_POSTING : FaultKind.ALTERED_POSTING;
            Instant wanted = config.at(0.58);
            Instant least = posted.plus(Duration.ofMinutes(2));
            Instant start = missing ? posted : wanted.isAfter(least) ? wanted : least;
            List<String> entities = new ArrayList<>(List.of(planned.session()));
            planned.sales().forEach(sale -> entities.add(sale.receipt()));
            faults.add(new Fault(
                    kind + "-1",
                    kind,
                    entities,
                    start,
                    config.worldEnd(),
                    null,
                    planned.amount().abs(),
                    1,
                    IncidentKind.RECONCILIATION_BREAKS,
                    missing ? "receipt never imported" : "posted entry edited",
                    detected(start)));
        }
    }

    private void add(
            FaultKind kind,
            List<String> entities,
            @Nullable Money perMinute,
            @Nullable Money perUnit,
            long units,
            @Nullable IncidentKind expected,
            String cause) {
        Window window = plan.window(kind);
        if (window != null) {
            faults.add(new Fault(
                    kind + "-1",
                    kind,
                    entities,
                    window.from(),
                    window.to(),
                    perMinute,
                    perUnit,
                    units,
                    expected,
                    cause,
                    expected == null ? null : detected(window.from())));
        }
    }

    /** A twelfth of the world or a quarter of an hour, whichever is longer, and never after the end. */
    private Instant detected(Instant start) {
        Duration share = config.worldDuration().dividedBy(12);
        Duration least = Duration.ofMinutes(15);
        Instant latest = start.plus(share.compareTo(least) < 0 ? least : share);
        return latest.isAfter(config.worldEnd()) ? config.worldEnd() : latest;
    }

    private static Money pence(long pence) {
        return new Money(pence, Retailer.CURRENCY);
    }

    private static Money pounds(long pounds) {
        return new Money(pounds * 100, Retailer.CURRENCY);
    }
}
