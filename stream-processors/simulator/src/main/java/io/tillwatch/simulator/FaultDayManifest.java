package io.tillwatch.simulator;

import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.watch.IncidentKind;
import io.tillwatch.simulator.Manifest.Fault;
import io.tillwatch.simulator.Manifest.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a fault day adds. Costs are fixed here, beforehand: what a minute costs while people cannot work, and
 * what the goods, orders and receipts are worth that hang on a fault.
 */
final class FaultDayManifest {
    private static final Duration READY_WITHIN = Duration.ofHours(2);
    private static final Duration CLOSED_WITHIN = Duration.ofHours(2);
    private static final Duration COUNT_GRACE = Duration.ofHours(4);
    private static final Duration TRANSFER_REST = Duration.ofHours(1);
    private static final Duration TOLD_WITHIN = Duration.ofHours(1);

    private final SimulatorConfig config;
    private final FaultPlan plan;
    private final OdooScript odoo;
    private final List<TillSession> sessions;
    private final OrderDesk desk;
    private final OversellScene contest;
    private final StockScenes scenes;
    private final Transport transport;
    private final List<Fault> faults = new ArrayList<>();

    FaultDayManifest(
            SimulatorConfig config,
            FaultPlan plan,
            OdooScript odoo,
            List<TillSession> sessions,
            OrderDesk desk,
            OversellScene contest,
            StockScenes scenes,
            Transport transport) {
        this.config = config;
        this.plan = plan;
        this.odoo = odoo;
        this.sessions = sessions;
        this.desk = desk;
        this.contest = contest;
        this.scenes = scenes;
        this.transport = transport;
    }

    /** @param usual the faults of every day */
    Manifest after(Manifest usual) {
        if (config.faults()) {
            sources();
            services();
            stock();
            orders();
            books();
        }
        faults.addAll(usual.faults());
        faults.sort(Comparator.comparing(Fault::start).thenComparing(Fault::id));
        return new Manifest(faults);
    }

    private void sources() {
        FaultSpec slow = plan.spec(FaultKind.CLOCK_BEHIND);
        if (slow != null) {
            String till = slow.store().tillSource(slow.subject());
            List<Instant> rung = tickets(slow.store(), slow.window()).stream()
                    .filter(ticket -> till.equals(source(ticket)))
                    .map(Ticket::at)
                    .sorted()
                    .toList();
            if (!rung.isEmpty()) {
                add(slow, List.of(till), rung.get(0), slow.window().to(), IncidentKind.CLOCK_SKEW, "clock of " + till)
                        .each(3, rung.size());
            }
        }
        FaultSpec silent = plan.spec(FaultKind.TILLS_SILENT);
        if (silent != null) {
            String store = silent.store().id();
            Instant back = silent.window().to().plus(transport.upload());
            add(silent, List.of(store), silent.window().from(), back, IncidentKind.SOURCE_SILENT, "sender of " + store)
                    .aMinute(15);
        }
    }

    private void services() {
        FaultSpec deploy = plan.spec(FaultKind.DEPLOY_FAILING);
        if (deploy != null) {
            Instant start = deploy.window().from().plus(FaultDayTelemetry.SETTLES);
            Instant end = deploy.window().to().plus(FaultDayTelemetry.SETTLES);
            String connector = FaultDayTelemetry.CONNECTOR;
            add(deploy, List.of(connector), start, end, IncidentKind.SLO_BURN, "deploy of " + connector)
                    .aMinute(45);
        }
        lasting(FaultKind.WEBHOOKS_FAILING, FaultDayTelemetry.WEBHOOK, IncidentKind.WEBHOOK_FAILING, "code 502", 10);
        lasting(FaultKind.QUEUE_STALLED, FaultDayTelemetry.QUEUE, IncidentKind.FLOW_STALLED, "change of broker-2", 30);
        FaultSpec certificate = plan.spec(FaultKind.CERTIFICATE_ENDING);
        if (certificate != null) {
            ending(certificate, "certificate of ", 600);
        }
        FaultSpec key = plan.spec(FaultKind.KEY_ENDING);
        if (key != null) {
            ending(key, "key of ", 100);
        }
    }

    private void lasting(FaultKind kind, String subject, IncidentKind expected, String cause, long poundsAMinute) {
        FaultSpec spec = plan.spec(kind);
        if (spec != null) {
            Window window = spec.window();
            add(spec, List.of(subject), window.from(), window.to(), expected, cause)
                    .aMinute(poundsAMinute);
        }
    }

    private void ending(FaultSpec spec, String what, long pounds) {
        Instant seen = spec.window().from();
        String cause = what + spec.subject();
        add(spec, List.of(spec.subject()), seen, config.worldEnd(), IncidentKind.CREDENTIAL_EXPIRY, cause)
                .each(pounds, 1);
    }

    private void stock() {
        FaultSpec tooFew = plan.spec(FaultKind.TRANSFER_SHORT);
        Instant arrived = scenes.shortArrival();
        if (tooFew != null && arrived != null) {
            onShelf(tooFew, "TR-SHORT-1", arrived, IncidentKind.TRANSFER_DISCREPANCY, "arrived short")
                    .goods(tooFew.size())
                    .shows(TRANSFER_REST);
        }
        FaultSpec lost = plan.spec(FaultKind.TRANSFER_LOST);
        if (lost != null) {
            Instant due = lost.window().from();
            onShelf(lost, "TR-LOST-1", due, IncidentKind.TRANSFER_DISCREPANCY, "never received")
                    .goods(StockScenes.SENT);
        }
        FaultSpec unit = plan.spec(FaultKind.UNIT_ERROR);
        if (unit != null) {
            String where = unit.product().sku() + "|" + Retailer.WAREHOUSE;
            onShelf(unit, where, unit.window().from(), IncidentKind.STOCK_DRIFT, "unit error")
                    .goods((long) StockScenes.PACKS * (unit.size() - 1));
        }
        FaultSpec count = plan.spec(FaultKind.COUNT_OFF);
        if (count != null) {
            String where = count.product().sku() + "|" + count.store().id();
            onShelf(count, where, count.window().from(), IncidentKind.COUNT_VARIANCE, "no movement explains")
                    .goods(count.size())
                    .shows(COUNT_GRACE);
        }
    }

    private Entry onShelf(FaultSpec spec, String entity, Instant start, IncidentKind expected, String cause) {
        return add(spec, List.of(entity), start, config.worldEnd(), expected, cause);
    }

    private void orders() {
        FaultSpec sold = plan.spec(FaultKind.OVERSOLD);
        if (sold != null) {
            String where = sold.product().sku() + "|" + sold.store().id();
            List<CustomerOrder> losers =
                    contest.losers().subList(1, contest.losers().size());
            Window window = sold.window();
            add(sold, List.of(where), window.from(), window.to(), IncidentKind.OVERSELL, "last pieces of")
                    .worth(total(losers));
        }
        FaultSpec stuck = plan.spec(FaultKind.ORDERS_STUCK);
        List<CustomerOrder> forgotten = desk.neverReady();
        if (stuck != null && !forgotten.isEmpty()) {
            List<String> ids = forgotten.stream().map(CustomerOrder::id).toList();
            Instant first = forgotten.get(0).placedAt();
            add(stuck, ids, first, config.worldEnd(), IncidentKind.ORDER_STUCK, "step ready")
                    .worth(total(forgotten))
                    .shows(READY_WITHIN);
        }
    }

    private void books() {
        BookFaults more = odoo.more();
        FaultSpec stuck = plan.spec(FaultKind.SESSION_STUCK);
        TillSession session = more.stuck();
        if (stuck != null && session != null && session.closed() != null) {
            Money total =
                    session.tickets().stream().map(Ticket::total).reduce(Money.zero(Retailer.CURRENCY), Money::plus);
            String cause = "stuck in closing";
            add(stuck, List.of(session.id()), session.closes(), config.worldEnd(), IncidentKind.SESSION_STUCK, cause)
                    .worth(total)
                    .shows(CLOSED_WITHIN);
        }
        receipt(FaultKind.RECEIPT_TWICE, more.twice(), "receipt imported twice");
        receipt(FaultKind.WRONG_TENDER, more.tendered(), "payment booked under another method");
    }

    private void receipt(FaultKind kind, @Nullable Ticket ticket, String cause) {
        FaultSpec spec = plan.spec(kind);
        Instant told = BookFaults.told(ticket);
        if (spec != null && ticket != null && told != null) {
            List<String> entities = List.of(ticket.receipt());
            add(spec, entities, told, config.worldEnd(), IncidentKind.RECONCILIATION_BREAKS, cause)
                    .worth(ticket.total());
        }
    }

    private List<Ticket> tickets(Store store, Window window) {
        return sessions.stream()
                .filter(session -> session.store().equals(store))
                .flatMap(session -> session.tickets().stream())
                .filter(ticket -> window.contains(ticket.at()))
                .toList();
    }

    private static String source(Ticket ticket) {
        Draft draft = ticket.draft();
        return draft == null ? "" : draft.source();
    }

    private static Money total(List<CustomerOrder> orders) {
        return orders.stream().map(CustomerOrder::total).reduce(Money.zero(Retailer.CURRENCY), Money::plus);
    }

    private Entry add(
            FaultSpec spec, List<String> entities, Instant start, Instant end, IncidentKind expected, String cause) {
        Instant last = end.isAfter(config.worldEnd()) ? config.worldEnd() : end;
        return new Entry(spec, entities, start, last, expected, cause);
    }

    /** A fault that is about to get its price; it is in the manifest once it has one. */
    private final class Entry {
        private final FaultSpec spec;
        private final List<String> entities;
        private final Instant start;
        private final Instant end;
        private final IncidentKind expected;
        private final String cause;
        private int place = -1;

        private Entry(
                FaultSpec spec,
                List<String> entities,
                Instant start,
                Instant end,
                IncidentKind expected,
                String cause) {
            this.spec = spec;
            this.entities = entities;
            this.start = start;
            this.end = end;
            this.expected = expected;
            this.cause = cause;
        }

        Entry aMinute(long pounds) {
            return put(new Money(pounds * 100, Retailer.CURRENCY), null, 1, TOLD_WITHIN);
        }

        Entry each(long pounds, long units) {
            return put(null, new Money(pounds * 100, Retailer.CURRENCY), units, TOLD_WITHIN);
        }

        Entry goods(long pieces) {
            return put(null, spec.product().price(), pieces, TOLD_WITHIN);
        }

        Entry worth(Money total) {
            return put(null, total, 1, TOLD_WITHIN);
        }

        /** It cannot be told before that long after its start. */
        Entry shows(Duration after) {
            Fault fault = faults.get(place);
            return put(fault.costPerMinute(), fault.costPerUnit(), fault.units(), after.plus(TOLD_WITHIN));
        }

        private Entry put(@Nullable Money minute, @Nullable Money unit, long units, Duration within) {
            Instant latest = start.plus(within);
            Fault fault = new Fault(
                    spec.kind() + "-1",
                    spec.kind(),
                    entities,
                    start,
                    end,
                    minute,
                    unit,
                    units,
                    expected,
                    cause,
                    latest.isAfter(config.worldEnd()) ? config.worldEnd() : latest);
            if (place < 0) {
                place = faults.size();
                faults.add(fault);
            } else {
                faults.set(place, fault);
            }
            return this;
        }
    }
}
