package io.tillwatch.simulator;

import io.tillwatch.contracts.event.EventType;
import io.tillwatch.contracts.retail.ReturnCompleted;
import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.SaleLine;
import io.tillwatch.contracts.retail.SaleVoided;
import io.tillwatch.contracts.retail.SessionClosed;
import io.tillwatch.contracts.retail.SessionOpened;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.contracts.value.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Rings the tickets of a session: till events in the order in which the till wrote them. */
final class TillEvents {
    private static final double VOIDS = 0.006;
    static final String FLOW = "pos-sales";

    private final Script script;
    private final Shelves shelves;
    private final FaultPlan plan;
    private final Dice dice;

    TillEvents(SimulatorConfig config, Script script, Shelves shelves, FaultPlan plan) {
        this.script = script;
        this.shelves = shelves;
        this.plan = plan;
        this.dice = Dice.of(config.seed(), "till-events");
    }

    void play(TillSession session) {
        String source = session.store().tillSource(session.till());
        event(session, source, EventType.SESSION_OPENED, session.opens(), session.id())
                .body(new SessionOpened(session.id(), session.store().id(), session.till()));
        int number = 0;
        for (Ticket ticket : session.tickets()) {
            ring(session, source, ticket, ++number);
        }
        close(session, source);
    }

    private void ring(TillSession session, String source, Ticket ticket, int number) {
        String receipt = session.id().replace("store-", "S").replace("till-", "T") + "-"
                + String.format(Locale.ROOT, "%04d", number);
        Draft draft = event(session, source, ticket.type(), ticket.at(), receipt);
        ticket.rung(receipt, dice.uuid().toString(), draft);
        draft.body(ticket.original() == null ? sale(session, ticket) : back(session, ticket));
        Duration off = plan.clockOff(session.store(), session.till(), ticket.at());
        draft.clockOff(off);
        boolean voided = ticket.original() == null
                && session.tickets().stream().noneMatch(other -> other.original() == ticket)
                && off.isZero()
                && dice.chance(VOIDS);
        if (voided) {
            Instant at = ticket.at().plusMillis(dice.between(15_000, 40_000));
            event(session, source, EventType.SALE_VOIDED, at, receipt)
                    .corrects(draft)
                    .causedBy(draft)
                    .body(new SaleVoided(receipt, session.store().id(), session.id(), "mistyped"));
            ticket.voidIt();
        }
        for (SaleLine line : ticket.lines()) {
            stock(session, ticket, line);
        }
    }

    private void stock(TillSession session, Ticket ticket, SaleLine line) {
        long pieces = line.quantity().value().longValueExact();
        String store = session.store().id();
        if (ticket.original() == null) {
            shelves.need(line.sku(), store, pieces);
            if (!ticket.voided()) {
                shelves.move(line.sku(), store, ticket.at(), -pieces);
            }
        } else if (line.restocked()) {
            shelves.move(line.sku(), store, ticket.at(), pieces);
        }
    }

    private Object sale(TillSession session, Ticket ticket) {
        return new SaleCompleted(
                ticket.receipt(),
                ticket.uuid(),
                session.store().id(),
                session.till(),
                session.id(),
                "pos",
                ticket.lines(),
                ticket.total(),
                ticket.tax(),
                tenders(ticket),
                null);
    }

    private Object back(TillSession session, Ticket ticket) {
        Ticket original = ticket.original();
        return new ReturnCompleted(
                ticket.receipt(),
                ticket.uuid(),
                original == null ? null : original.receipt(),
                session.store().id(),
                session.till(),
                session.id(),
                "pos",
                ticket.lines(),
                ticket.total(),
                ticket.tax(),
                tenders(ticket),
                null);
    }

    private List<Tender> tenders(Ticket ticket) {
        return List.of(new Tender(dice.chance(0.3) ? "cash" : "card", ticket.total()));
    }

    private void close(TillSession session, String source) {
        List<Ticket> tickets = session.tickets();
        Money total = tickets.stream().map(Ticket::total).reduce(Money.zero(Retailer.CURRENCY), Money::plus);
        Instant closes = session.closes().plus(dice.seconds(20, 60));
        Draft closed = event(session, source, EventType.SESSION_CLOSED, closes, session.id());
        closed.bodyWith(sequences -> {
            long before = sequences.of(closed) - 1;
            long first = sequences.last(source, session.opens()) + 1;
            boolean none = tickets.isEmpty();
            return new SessionClosed(
                    session.id(),
                    session.store().id(),
                    session.till(),
                    tickets.size(),
                    none ? null : first,
                    none ? null : before,
                    total);
        });
        session.closedBy(closed);
    }

    private Draft event(TillSession session, String source, EventType type, Instant at, String subject) {
        return script.event(source, type, at)
                .subject(subject)
                .about(subject)
                .key(session.store().id())
                .flow(FLOW)
                .in(session.store().zone());
    }
}
