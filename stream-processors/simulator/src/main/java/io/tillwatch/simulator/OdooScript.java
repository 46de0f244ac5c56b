package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventRef;
import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.StockAdjusted;
import io.tillwatch.contracts.retail.StockReceived;
import io.tillwatch.contracts.retail.StockTransferred;
import io.tillwatch.contracts.value.Money;
import io.tillwatch.contracts.value.Quantity;
import io.tillwatch.contracts.watch.ReconciliationCase.BreakKind;
import io.tillwatch.simulator.Manifest.FaultKind;
import io.tillwatch.simulator.odoo.OdooAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happens in Odoo: imports follow the events, later while it throttles; sessions close when all receipts are in. */
final class OdooScript {
    private static final int LEAST_TICKETS = 4;

    private final SimulatorConfig config;
    private final FaultPlan plan;
    private final Dice dice;
    private final List<OdooAction> actions = new ArrayList<>();
    private final List<Truth.PlantedBreak> breaks = new ArrayList<>();
    private final Map<TillSession, Instant> postedAt = new HashMap<>();
    private @Nullable TillSession missingIn;
    private @Nullable Ticket missing;
    private @Nullable TillSession altered;
    private final BookFaults more;
    private final @Nullable Draft inPieces;

    OdooScript(
            SimulatorConfig config,
            FaultPlan plan,
            Retailer retailer,
            List<TillSession> sessions,
            List<CustomerOrder> orders,
            StockScenes scenes,
            List<Draft> drafts) {
        this.config = config;
        this.plan = plan;
        this.dice = Dice.of(config.seed(), "odoo");
        this.inPieces = scenes.inPieces();
        Set<Draft> told = new HashSet<>(drafts);
        this.more = new BookFaults(config, plan, choose(sessions));
        found(retailer, drafts);
        long id = 0;
        for (TillSession session : sessions) {
            session(session, ++id, told);
        }
        orders.forEach(this::order);
        stock(drafts);
        Window throttled = plan.window(FaultKind.ODOO_THROTTLED);
        if (throttled != null) {
            actions.add(new OdooAction.Throttled(throttled.from(), true));
            actions.add(new OdooAction.Throttled(throttled.to(), false));
        }
        actions.removeIf(action -> action.at().isAfter(config.worldEnd()));
        actions.sort(Comparator.comparing(OdooAction::at));
    }

    List<OdooAction> actions() {
        return actions;
    }

    List<Truth.PlantedBreak> breaks() {
        return breaks;
    }

    @Nullable
    TillSession missingIn() {
        return missingIn;
    }

    @Nullable
    TillSession altered() {
        return altered;
    }

    BookFaults more() {
        return more;
    }

    /** When the session's entry was posted; null when it was not before the world's end. */
    @Nullable
    Instant postedAt(TillSession session) {
        return postedAt.get(session);
    }

    /** @return sessions in which another fault may sit */
    private List<TillSession> choose(List<TillSession> sessions) {
        if (!config.faults()) {
            return List.of();
        }
        List<TillSession> fit = sessions.stream()
                .filter(s -> s.shift() == 1 && s.opens().isBefore(config.at(0.3)))
                .filter(s -> plan.healthy(s.store()))
                .filter(s -> s.tickets().stream().filter(t -> plain(s, t)).count() >= LEAST_TICKETS)
                .collect(Collectors.toCollection(ArrayList::new));
        if (fit.size() < 2) {
            return List.of();
        }
        TillSession first = fit.remove(dice.between(0, fit.size() - 1));
        missingIn = first;
        missing =
                dice.pick(first.tickets().stream().filter(t -> plain(first, t)).toList());
        altered = dice.pick(fit);
        fit.remove(altered);
        return fit;
    }

    /** A sale that nothing else refers to. */
    static boolean plain(TillSession session, Ticket ticket) {
        return ticket.original() == null
                && !ticket.voided()
                && session.tickets().stream().noneMatch(other -> other.original() == ticket);
    }

    private void found(Retailer retailer, List<Draft> drafts) {
        List<OdooAction.Article> articles = retailer.range().stream()
                .map(p -> new OdooAction.Article(p.sku(), p.description(), p.price(), Retailer.taxPercent(p.sku())))
                .toList();
        List<OdooAction.Till> tills = retailer.stores().stream()
                .flatMap(store ->
                        store.tills().stream().map(till -> new OdooAction.Till(store.id() + "/" + till, store.id())))
                .toList();
        List<OdooAction.Shelf> shelves = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft.event().data() instanceof StockReceived in && isOpening(in)) {
                shelves.add(new OdooAction.Shelf(in.sku(), in.location(), in.quantity()));
            }
        }
        actions.add(new OdooAction.Found(config.worldStart(), articles, tills, List.copyOf(shelves)));
    }

    private static boolean isOpening(StockReceived in) {
        return "opening stock".equals(in.document());
    }

    private void session(TillSession session, long id, Set<Draft> told) {
        FaultPlan.Outage outage = plan.silencing(session.store().tillSource(session.till()), session.opens());
        Instant opened = outage == null ? session.opens() : outage.window().to();
        actions.add(new OdooAction.SessionOpened(
                opened.plusMillis(200), id, session.id(), session.store().id() + "/" + session.till()));
        Instant complete = opened;
        for (Ticket ticket : session.tickets()) {
            Draft draft = ticket.draft();
            if (draft == null || ticket.voided() || !told.contains(draft)) {
                continue;
            }
            if (ticket == missing) {
                breaks.add(planted(
                        BreakKind.MISSING_IN_ODOO, session, id, ticket.total().negate(), List.of(ticket)));
                continue;
            }
            Instant at = later(draft.append().plus(dice.seconds(15, 70)));
            complete = at.isAfter(complete) ? at : complete;
            Object data = draft.event().data();
            if (data instanceof SaleCompleted sale) {
                boolean wrong = more.wronglyTendered(ticket);
                SaleCompleted booked = wrong ? BookFaults.swapped(sale) : sale;
                actions.add(new OdooAction.SaleImported(at, id, ticket.at(), booked));
                if (wrong) {
                    breaks.add(planted(BreakKind.TENDER_MISMATCH, session, id, ticket.total(), List.of(ticket)));
                }
                if (more.takenTwice(ticket)) {
                    Instant again = later(at.plusSeconds(400));
                    actions.add(new OdooAction.SaleImported(again, id, ticket.at(), more.again(sale)));
                    breaks.add(planted(BreakKind.DUPLICATE_ORDER, session, id, ticket.total(), List.of(ticket)));
                    complete = again.isAfter(complete) ? again : complete;
                }
            } else if (data instanceof ReturnCompleted back) {
                actions.add(new OdooAction.ReturnImported(at, id, ticket.at(), back));
            }
        }
        close(session, id, complete, told);
    }

    private void close(TillSession session, long id, Instant complete, Set<Draft> told) {
        Draft closed = session.closed();
        if (closed == null || !told.contains(closed)) {
            return;
        }
        Instant said = closed.append().isAfter(complete) ? closed.append() : complete;
        Instant posted = later(said.plus(dice.seconds(30, 110)));
        if (posted.isAfter(config.worldEnd())) {
            return;
        }
        if (session == more.stuck()) {
            actions.add(new OdooAction.SessionClosing(posted, id));
            Money total = session.tickets().stream()
                    .filter(ticket -> !ticket.voided())
                    .map(Ticket::total)
                    .reduce(Money.zero(Retailer.CURRENCY), Money::plus);
            breaks.add(planted(BreakKind.SESSION_STUCK_CLOSING, session, id, total.negate(), List.of()));
            return;
        }
        actions.add(new OdooAction.SessionClosed(posted, id));
        postedAt.put(session, posted);
        if (session == altered) {
            Instant wanted = config.at(0.58);
            Instant least = posted.plus(Duration.ofMinutes(2));
            Money by = new Money(-(1_200 + dice.between(1, 1_500)), Retailer.CURRENCY);
            actions.add(new OdooAction.EntryAltered(wanted.isAfter(least) ? wanted : least, id, by));
            breaks.add(planted(BreakKind.ENTRY_ALTERED, session, id, by, List.of()));
        }
    }

    private static Truth.PlantedBreak planted(
            BreakKind kind, TillSession session, long id, Money amount, List<Ticket> tickets) {
        return new Truth.PlantedBreak(
                kind,
                tickets.stream().map(t -> new Truth.Sale(t.receipt(), t.uuid())).toList(),
                session.id(),
                id,
                amount);
    }

    private void order(CustomerOrder order) {
        Instant imported = order.importedAt;
        if (imported == null) {
            return;
        }
        Instant at = later(imported.plus(dice.seconds(2, 15)));
        actions.add(new OdooAction.OrderImported(
                at,
                order.id(),
                order.channel().name(),
                order.placedAt(),
                order.location(),
                order.lines(),
                order.total(),
                Basket.tax(order.lines())));
        Instant last = at;
        last = follow(order.cancelledAt, last, t -> new OdooAction.OrderCancelled(t, order.id()));
        last = follow(order.invoicedAt, last, t -> new OdooAction.OrderInvoiced(t, order.id()));
        follow(order.returnedAt, last, t -> new OdooAction.OrderCredited(t, order.id(), order.restocked));
    }

    private interface Step {
        OdooAction at(Instant moment);
    }

    private Instant follow(@Nullable Instant happened, Instant last, Step step) {
        if (happened == null) {
            return last;
        }
        Instant wanted = later(happened.plus(dice.seconds(30, 150)));
        Instant at = wanted.isAfter(last) ? wanted : last.plusSeconds(2);
        actions.add(step.at(at));
        return at;
    }

    private void stock(List<Draft> drafts) {
        Set<EventRef> voided = drafts.stream()
                .map(draft -> draft.event().envelope().corrects())
                .filter(target -> target != null)
                .collect(Collectors.toSet());
        for (Draft draft : drafts) {
            if (voided.contains(draft.ref()) || draft.event().envelope().corrects() != null) {
                continue;
            }
            Object data = draft.event().data();
            Instant founded = config.worldStart().plusSeconds(1);
            Instant booked = draft.append().plusSeconds(20);
            Instant at = booked.isBefore(founded) ? founded : booked;
            if (data instanceof StockReceived in && !isOpening(in)) {
                Quantity quantity = draft == inPieces ? Quantity.each(StockScenes.PACKS) : in.quantity();
                moved(at, in.sku(), in.location(), quantity, "receipt");
            } else if (data instanceof StockAdjusted change) {
                moved(at, change.sku(), change.location(), change.quantity(), "adjustment");
            } else if (data instanceof StockTransferred transfer) {
                boolean out = draft.type() == EventType.STOCK_TRANSFER_DISPATCHED;
                Quantity quantity = out ? transfer.quantity().negate() : transfer.quantity();
                moved(at, transfer.sku(), out ? transfer.from() : transfer.to(), quantity, transfer.transfer());
            }
        }
    }

    private void moved(Instant at, String sku, String location, Quantity quantity, String reason) {
        actions.add(new OdooAction.StockMoved(at, sku, location, quantity, reason));
    }

    /** While Odoo refuses, imports wait; the queue drains faster than it grew. */
    private Instant later(Instant at) {
        Window throttled = plan.window(FaultKind.ODOO_THROTTLED);
        if (throttled == null || !throttled.contains(at)) {
            return at;
        }
        long waited = Duration.between(throttled.from(), at).toMillis();
        return throttled.to().plusMillis((long) (waited * 0.4));
    }
}
