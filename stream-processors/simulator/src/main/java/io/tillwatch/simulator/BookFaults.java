package io.tillwatch.simulator;

import io.tillwatch.contracts.retail.SaleCompleted;
import io.tillwatch.contracts.retail.Tender;
import io.tillwatch.simulator.Manifest.FaultKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a fault day adds in Odoo's books: a session that stays in closing, a receipt taken twice, a wrong tender. */
final class BookFaults {
    private @Nullable TillSession stuck;
    private @Nullable Ticket twice;
    private @Nullable Ticket tendered;
    private final Dice dice;

    /** @param fit sessions in which no other fault of the books sits */
    BookFaults(SimulatorConfig config, FaultPlan plan, List<TillSession> fit) {
        this.dice = Dice.of(config.seed(), "book-faults");
        List<TillSession> left = new ArrayList<>(fit);
        if (plan.spec(FaultKind.SESSION_STUCK) != null && !left.isEmpty()) {
            stuck = take(left);
        }
        if (plan.spec(FaultKind.RECEIPT_TWICE) != null && !left.isEmpty()) {
            twice = ticket(take(left));
        }
        if (plan.spec(FaultKind.WRONG_TENDER) != null && !left.isEmpty()) {
            tendered = ticket(take(left));
        }
    }

    private TillSession take(List<TillSession> left) {
        return left.remove(dice.between(0, left.size() - 1));
    }

    private Ticket ticket(TillSession session) {
        return dice.pick(session.tickets().stream()
                .filter(ticket -> OdooScript.plain(session, ticket))
                .toList());
    }

    /** The session that Odoo begins to close and never ends closing; null when there is none. */
    @Nullable
    TillSession stuck() {
        return stuck;
    }

    boolean takenTwice(Ticket ticket) {
        return ticket == twice;
    }

    boolean wronglyTendered(Ticket ticket) {
        return ticket == tendered;
    }

    @Nullable
    Ticket twice() {
        return twice;
    }

    @Nullable
    Ticket tendered() {
        return tendered;
    }

    /** The same receipt as the till would send it under a new identity. */
    SaleCompleted again(SaleCompleted sale) {
        return with(sale, dice.uuid().toString(), sale.tenders());
    }

    /** Cash for card and card for cash. */
    static SaleCompleted swapped(SaleCompleted sale) {
        List<Tender> other = sale.tenders().stream()
                .map(tender -> new Tender("cash".equals(tender.method()) ? "card" : "cash", tender.amount()))
                .toList();
        return with(sale, sale.uuid(), other);
    }

    private static SaleCompleted with(SaleCompleted sale, String uuid, List<Tender> tenders) {
        return new SaleCompleted(
                sale.receipt(),
                uuid,
                sale.location(),
                sale.till(),
                sale.session(),
                sale.channel(),
                sale.lines(),
                sale.total(),
                sale.tax(),
                tenders,
                sale.customer());
    }

    /** When the till that rang the ticket told it; null when it never did. */
    static @Nullable Instant told(@Nullable Ticket ticket) {
        Draft draft = ticket == null ? null : ticket.draft();
        return draft == null ? null : draft.append();
    }
}
